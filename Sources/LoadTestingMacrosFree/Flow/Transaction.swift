/// Steps that are measured together, in a row of their own: JMeter's Transaction Controller.
///
/// It is due when its first step is and ends with its last one; it has failed when a sample in it
/// has. It is no request: totals count the requests in it once.
public struct Transaction: Step {
    package var name: String
    package var includesPauses: Bool
    package var body: Steps
    package var tags: [String] = []

    /// Describes steps that are measured together.
    ///
    /// - Parameters:
    ///   - name: the row's label.
    ///   - includesPauses: whether think times are part of its time. Default false.
    ///   - steps: the measured steps.
    public init(
        _ name: String, includesPauses: Bool = false, @StepsBuilder steps: () -> Steps
    ) {
        self.name = name
        self.includesPauses = includesPauses
        body = steps()
    }

    /// Adds tags to the transaction's row, not to the requests in it.
    ///
    /// A metric of a tag alone is of requests; with a label it is of the transaction, too:
    /// `p95(of: "order", tagged: "checkout")`.
    ///
    /// - Parameter tags: names, such as `"checkout"`; none may be empty.
    public func tagged(_ tags: String...) -> Transaction {
        var copy = self
        copy.tags += tags
        return copy
    }

    /// The element as steps.
    public var steps: Steps { Steps([.transaction(self)]) }
}

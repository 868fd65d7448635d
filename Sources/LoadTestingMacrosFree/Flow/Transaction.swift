/// Steps that are measured together, in a row of their own: JMeter's Transaction Controller.
///
/// It is due when its first step is and ends with its last one; it has failed when a sample in it
/// has. It is no request: totals count the requests in it once.
public struct Transaction: Step {
    package var name: String
    package var includesPauses: Bool
    package var body: Steps

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

    /// The element as steps.
    public var steps: Steps { Steps([.transaction(self)]) }
}

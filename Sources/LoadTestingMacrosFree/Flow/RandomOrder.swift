/// Does all its steps in each pass, in an order drawn from the plan's seed.
///
/// A fragment or controller keeps its own order inside.
public struct RandomOrder: Step {
    private let body: Steps

    /// Describes steps whose order is drawn for each pass.
    public init(@StepsBuilder steps: () -> Steps) { body = steps() }

    /// The element as steps.
    public var steps: Steps { Steps([.randomOrder(body)]) }
}

/// Does steps in the first iteration of each user only, such as a login.
///
/// Values that it captures are needed later, so give those slots `lifetime: .user`.
public struct Once: Step {
    private let body: Steps

    /// Describes steps that are done once.
    public init(@StepsBuilder steps: () -> Steps) { body = steps() }

    /// The element as steps.
    public var steps: Steps { Steps([.once(body)]) }
}

/// Ends the user that reaches it; the others continue.
public struct StopUser: Step {
    /// Describes the end of a user.
    public init() {}

    /// The element as steps.
    public var steps: Steps { Steps([.stopUser]) }
}

/// Ends the load of the whole test: no further step starts, requests under way are waited for.
///
/// The samples until then are judged as usual, and the report states that the plan ended itself.
public struct StopTest: Step {
    /// Describes the end of the test.
    public init() {}

    /// The element as steps.
    public var steps: Steps { Steps([.stopTest]) }
}

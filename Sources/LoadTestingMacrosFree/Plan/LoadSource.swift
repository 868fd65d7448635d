/// A group of a load test: the modifiers that all kinds of groups share.
public protocol LoadSource: Sendable {
    /// The parts of the group.
    var group: LoadGroup { get set }
}

extension LoadSource {
    /// Sets the reaction of a user to a failed sample of its own.
    ///
    /// Default: the next step.
    public func onError(_ action: ErrorAction) -> Self { changing { $0.errorAction = action } }

    func changing(_ change: (inout LoadGroup) -> Void) -> Self {
        var copy = self
        change(&copy.group)
        return copy
    }
}

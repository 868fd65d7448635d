/// A group of a load test: the modifiers that all kinds of groups share.
public protocol LoadSource: Sendable {
    /// What the group consists of.
    var group: LoadGroup { get set }
}

extension LoadSource {
    /// Says what the group's requests have in common, before what the plan says.
    public func defaults(_ defaults: HTTPDefaults) -> Self {
        changing { $0.defaults = defaults.over($0.defaults) }
    }

    /// Says what a user does when one of its samples has failed.
    ///
    /// Default: the next step.
    public func onError(_ action: ErrorAction) -> Self { changing { $0.errorAction = action } }

    private func changing(_ change: (inout LoadGroup) -> Void) -> Self {
        var copy = self
        change(&copy.group)
        return copy
    }
}

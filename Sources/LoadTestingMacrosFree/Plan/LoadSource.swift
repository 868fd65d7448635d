/// A group of a load test: the modifiers that all kinds of groups share.
///
/// Closed: ``ThreadGroup`` and ``ArrivalGroup`` conform, and no type outside the library can.
public protocol LoadSource: Sendable {
    /// The parts of the group; the library alone reads them.
    var sealed: Sealed<Self, LoadGroup> { get }

    /// Creates the group from its parts; only the library has what makes them.
    init(sealed: Sealed<Self, LoadGroup>)
}

extension LoadSource {
    /// The parts of the group.
    package var group: LoadGroup { sealed.value }

    package init(_ group: LoadGroup) { self.init(sealed: Sealed(group)) }

    /// Sets the reaction of a user to a failed sample of its own.
    ///
    /// Default: the next step.
    public func onError(_ action: ErrorAction) -> Self { changing { $0.errorAction = action } }

    func changing(_ change: (inout LoadGroup) -> Void) -> Self {
        var copy = group
        change(&copy)
        return Self(copy)
    }
}

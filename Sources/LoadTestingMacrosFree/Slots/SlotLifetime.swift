/// The time for which a slot keeps its value.
@nonexhaustive public enum SlotLifetime: Hashable, Sendable {
    /// To the end of the iteration: the next one begins without it.
    case iteration
    /// As long as the user lives, such as the token of a login that is made once.
    case user
}

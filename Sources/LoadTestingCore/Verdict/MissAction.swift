/// The consequence of a missed budget.
@nonexhaustive public enum MissAction: Hashable, Sendable {
    /// The test fails.
    case fail
    /// The load is run once more if every miss is within a quarter of its bound; a budget fails
    /// when both runs miss it.
    case confirm
}

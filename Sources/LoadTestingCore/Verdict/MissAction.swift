/// What follows a missed budget.
@nonexhaustive public enum MissAction: Hashable, Sendable {
    /// The test fails.
    case fail
    /// Where every miss is within a quarter of its bound the load is run once more; a budget fails
    /// when both runs miss it.
    case confirm
}

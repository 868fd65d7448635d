/// The connection that an arrival's requests are sent on.
@nonexhaustive public enum ArrivalConnection: Hashable, Sendable {
    /// A connection that an earlier arrival has left, when one is free: as behind a proxy, or from
    /// browsers that come back. The one that was used last goes first; those unused for 4 s close.
    case pooled
    /// A connection of its own: as new visitors do.
    case perArrival
}

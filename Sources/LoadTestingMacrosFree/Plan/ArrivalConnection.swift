/// The connection of an arrival's requests.
@nonexhaustive public enum ArrivalConnection: Hashable, Sendable {
    /// A connection that an earlier arrival has left, when one is free: as behind a proxy, or from
    /// returning browsers. The last used one is reused first; those unused for 4 s close.
    case pooled
    /// A connection of its own, as of new visitors.
    case perArrival
}

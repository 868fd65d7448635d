/// The spacing of the arrivals of a rate.
@nonexhaustive public enum ArrivalSpacing: Hashable, Sendable {
    /// At equal distances: arrival k comes when the rate has added up to k.
    case even
    /// Independent, as of many visitors: as many arrivals in total as with `even`, each at a random
    /// instant of its own, drawn from the plan's seed.
    case poisson
}

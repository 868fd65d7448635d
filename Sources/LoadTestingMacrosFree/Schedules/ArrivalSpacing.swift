/// How the arrivals of a rate are spread.
@nonexhaustive public enum ArrivalSpacing: Hashable, Sendable {
    /// At equal distances: arrival k comes when the rate has added up to k.
    case even
    /// As independent people come: equally many arrivals in all as with `even`, each at a random
    /// instant of its own, drawn from the plan's seed.
    case poisson
}

/// A pause's distribution, in nanoseconds.
package enum PauseNanoseconds: Sendable, BitwiseCopyable {
    case uniform(shortest: Int64, longest: Int64)
    case gaussian(mean: Double, deviation: Double)
    case exponential(mean: Double)
}

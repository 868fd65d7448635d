/// The overhead of the generator alone: the service time against a target that answers at once, in
/// the same process.
///
/// It excludes a network, a server's own work, and time that other processes took from the
/// generator while it was measured.
public struct BaselineOverhead: Hashable, Codable, Sendable {
    package var times: HistogramSnapshot

    package init(times: HistogramSnapshot) { self.times = times }

    /// The median.
    public var p50: Duration { times.percentile(50) ?? .zero }
    /// The 99th percentile of those times.
    public var p99: Duration { times.percentile(99) ?? .zero }

    /// The higher of two.
    package static func higher(_ a: Self?, _ b: Self?) -> Self? {
        guard let a, let b else { return a ?? b }
        return a.p50 >= b.p50 ? a : b
    }
}

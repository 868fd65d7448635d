/// What the generator adds by itself: the service time against a target that answers at once, in
/// the same process.
///
/// Not in it: a network, and a server's own work. The median stands for it: on a busy machine the
/// tail of a floor says more about the other processes than about the generator, and a floor that
/// swings would make budgets valid in one run and not in the next.
public struct GeneratorFloor: Hashable, Codable, Sendable {
    package var p50Nanoseconds: Int64
    package var p99Nanoseconds: Int64

    package init(p50Nanoseconds: Int64, p99Nanoseconds: Int64) {
        self.p50Nanoseconds = p50Nanoseconds
        self.p99Nanoseconds = p99Nanoseconds
    }

    /// The median.
    public var p50: Duration { .nanoseconds(p50Nanoseconds) }
    /// What 99 of 100 requests did not exceed.
    public var p99: Duration { .nanoseconds(p99Nanoseconds) }

    /// The higher of two.
    package static func higher(_ a: GeneratorFloor?, _ b: GeneratorFloor?) -> GeneratorFloor? {
        guard let a, let b else { return a ?? b }
        return a.p50Nanoseconds >= b.p50Nanoseconds ? a : b
    }
}

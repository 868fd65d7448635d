import Foundation

/// A queue as a formula: when a request leaves that came at some time.
///
/// One request is served at a time, in the order of arrivals: it leaves at the later of its own
/// arrival and the one before's leaving, plus its service time (Lindley's recursion). A freeze lets
/// no service begin. The server and what its answers are held against use the same formula; what
/// the formula itself is held against are the closed formulas of queueing theory.
public struct QueueModel: Sendable {
    /// The service time of a request.
    public enum Service: Sendable {
        case constant(Duration)
        /// Random with this mean, the same for a seed.
        case exponential(mean: Duration, seed: UInt64)
        /// Longer with every second since the first request.
        case growing(from: Duration, perSecond: Duration)
    }

    /// The number of requests served at once.
    public enum Discipline: Sendable {
        case oneAtATime
        /// All: none waits for another.
        case allAtOnce
    }

    /// The distribution of service times.
    public let service: Service
    /// The number of requests served at once.
    public let discipline: Discipline
    private let freeze: Range<Int64>
    private var index: UInt64 = 0
    private var first: Int64?
    private var previous = Int64.min

    /// Describes a queue.
    ///
    /// - Parameters:
    ///   - service: how long requests take.
    ///   - discipline: how many are served at once.
    ///   - freezeAt: when no service begins any more, from the first request on.
    ///   - freezeFor: for how long. Default: never.
    public init(
        _ service: Service, _ discipline: Discipline = .oneAtATime, freezeAt: Duration = .zero,
        freezeFor: Duration = .zero
    ) {
        self.service = service
        self.discipline = discipline
        freeze = freezeAt.asNanoseconds..<(freezeAt + freezeFor).asNanoseconds
    }

    /// The departure of the next request: in nanoseconds on the clock of its arrival.
    public mutating func departure(of arrival: Int64) -> Int64 {
        let zero = first ?? arrival
        first = zero
        var start = discipline == .oneAtATime ? max(arrival, previous) : arrival
        if freeze.contains(start - zero) { start = zero + freeze.upperBound }
        let departure = start + serviceNanoseconds(secondsSinceFirst: Double(arrival - zero) / 1e9)
        index += 1
        previous = departure
        return departure
    }

    /// The departures of requests that come at some times, in ascending order.
    public func departures(of arrivals: [Int64]) -> [Int64] {
        var copy = self
        return arrivals.map { copy.departure(of: $0) }
    }

    private func serviceNanoseconds(secondsSinceFirst seconds: Double) -> Int64 {
        switch service {
        case .constant(let duration): duration.asNanoseconds
        case .exponential(let mean, let seed):
            Int64(-Double(mean.asNanoseconds) * Self.logarithm(index, seed))
        case .growing(let from, let perSecond):
            from.asNanoseconds + Int64(Double(perSecond.asNanoseconds) * seconds)
        }
    }

    /// The logarithm of a random number in 0 … 1: of SplitMix64's sequence.
    private static func logarithm(_ index: UInt64, _ seed: UInt64) -> Double {
        var bits = seed &+ (index &+ 1) &* 0x9e37_79b9_7f4a_7c15
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return Foundation.log((Double((bits ^ (bits >> 31)) >> 12) + 0.5) * 0x1p-52)
    }
}

extension Duration {
    /// In whole nanoseconds.
    var asNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

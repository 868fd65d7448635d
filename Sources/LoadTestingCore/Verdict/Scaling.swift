public import LoadTestingMacrosFree

/// The throughput of a system at several sizes, and the law behind it: whether more would help.
///
/// ```swift
/// let scaling = try await Scaling.measure([1, 2, 4, 8]) { workers in
///     try await withServer("uvicorn", "app:app", "--workers", "\(workers)", …) { server in
///         try await LoadTest("\(workers) workers", target: server) { … }.run()
///     }
/// }
/// print(scaling)
/// #expect(try #require(scaling.efficiency(at: 4)) > 0.7)
/// ```
/// The law is the Universal Scalability Law, X(N) = γN / (1 + α(N − 1) + βN(N − 1)): N. J. Gunther,
/// Guerrilla Capacity Planning (2007).
public struct Scaling: Sendable {
    /// A size, with its measurement.
    public struct Size: Sendable {
        /// The number of what there is several of: workers, connections of a pool, instances.
        public let size: Int
        /// The capacity that a search has found, or the throughput of a load.
        public let throughput: Rate
        /// The lower end of the interval in which the true one lies.
        public let lower: Rate
        /// Its upper end.
        public let upper: Rate
        /// The run.
        public let result: LoadTestResult
    }

    /// The measurements in ascending order of sizes.
    public let sizes: [Size]
    let law: ScalingLaw
    /// The differences that the intervals of the sizes make to contention and crosstalk.
    let spread: (contention: Double, crosstalk: Double)

    /// The number of sizes from which on a fit is a law and not arithmetic.
    package static let minSizes = 4
    /// The share by which a fit may miss a measurement.
    package static let maxDifference = 0.1

    /// - Returns: `nil` for fewer than two sizes with a throughput.
    init?(_ sizes: [Size]) {
        let points = sizes.map(\.point)
        guard let law = ScalingLaw(fitting: points.filter { $0.throughput > 0 }) else { return nil }
        self.sizes = sizes
        self.law = law
        spread = Self.spread(of: sizes, around: law)
    }

    /// To first order: the sum of the squares of what the upper end of each size would change.
    private static func spread(
        of sizes: [Size], around law: ScalingLaw
    ) -> (contention: Double, crosstalk: Double) {
        var squares = (contention: 0.0, crosstalk: 0.0)
        for index in sizes.indices {
            var points = sizes.map(\.point)
            points[index].throughput = sizes[index].upper.perSecond
            guard let other = ScalingLaw(fitting: points.filter { $0.throughput > 0 }) else {
                continue
            }
            let contention = other.contention - law.contention
            let crosstalk = other.crosstalk - law.crosstalk
            squares.contention += contention * contention
            squares.crosstalk += crosstalk * crosstalk
        }
        return (
            contention: squares.contention.squareRoot(), crosstalk: squares.crosstalk.squareRoot()
        )
    }

    /// The share of work that is done one after the other, 0 or more: α.
    ///
    /// With 0.1 no number of them does more than ten times what one does.
    public var contention: Double { law.contention }

    /// The cost of each for each other, 0 or more: β.
    ///
    /// Above 0, more makes it worse from some size on.
    public var crosstalk: Double { law.crosstalk }

    /// The interval of ``contention`` that the intervals of the sizes allow.
    public var contentionInterval: ClosedRange<Double> {
        max(0, law.contention - spread.contention)...(law.contention + spread.contention)
    }

    /// The interval of ``crosstalk`` that the intervals of the sizes allow.
    public var crosstalkInterval: ClosedRange<Double> {
        max(0, law.crosstalk - spread.crosstalk)...(law.crosstalk + spread.crosstalk)
    }

    /// The size beyond which more makes it worse, by the law; `nil` where it only rises.
    public var peakSize: Double? { law.peak }

    /// The throughput of a size by the law, also of one that was not measured.
    public func expectedThroughput(at size: Int) -> Rate {
        .perSecond(law.throughput(at: Double(max(1, size))))
    }

    /// The throughput of a size as a share of as many times that of the smallest one, 1 where more
    /// helps in full; `nil` for a size that was not measured.
    public func efficiency(at size: Int) -> Double? {
        guard let first = sizes.first, first.throughput.perSecond > 0,
            let found = sizes.first(where: { $0.size == size })
        else { return nil }
        let times = found.throughput.perSecond / first.throughput.perSecond
        return times * Double(first.size) / Double(size)
    }

    /// Whether the law describes what was measured: of four sizes or more, none of which it misses
    /// by more than 10 %.
    public var isReliable: Bool {
        sizes.count >= Self.minSizes && abs(worstDifference?.share ?? 1) <= Self.maxDifference
    }

    var worstDifference: (size: Double, share: Double)? {
        law.worstDifference(to: sizes.map(\.point).filter { $0.throughput > 0 })
    }

    /// The largest size at which the load generator's machine had processor time left, where that
    /// is not so at all: larger ones may be limited by the generator, or by its machine.
    public var largestTrustedSize: Int? {
        guard let first = sizes.firstIndex(where: \.isMachineSaturated) else {
            return sizes.last?.size
        }
        return first > 0 ? sizes[first - 1].size : nil
    }
}

extension Scaling.Size {
    var point: (size: Double, throughput: Double) {
        (size: Double(size), throughput: throughput.perSecond)
    }

    var isMachineSaturated: Bool { result.snapshot.health.machine.isMostlySaturated }

    /// A size by its run: the capacity and the lowest rate that missed, or the throughput with the
    /// chance of its number of requests.
    init(_ size: Int, _ result: LoadTestResult) {
        self.size = size
        self.result = result
        if let capacity = result.snapshot.capacity {
            let rate = capacity.rate ?? 0
            throughput = .perSecond(rate)
            lower = throughput
            upper = .perSecond(max(rate, capacity.missedRate ?? rate))
        } else {
            let rate = result[.throughput]?.perSecond ?? 0
            let count = Double(result.requests - result.errors)
            let share = count > 0 ? 1.96 / count.squareRoot() : 0
            throughput = .perSecond(rate)
            lower = .perSecond(max(0, rate * (1 - share)))
            upper = .perSecond(rate * (1 + share))
        }
    }
}

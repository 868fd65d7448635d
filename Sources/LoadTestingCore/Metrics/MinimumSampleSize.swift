import LoadTestingMacrosFree

/// The number of requests that a metric needs before a pass means something.
enum MinimumSampleSize {
    /// The minimum for a share, or for a mean of a short time.
    static let few: UInt64 = 20

    /// max(20, ⌈1 / (1 − p)⌉): below it the percentile is simply the slowest request.
    static func forPercentile(_ percent: Double) -> UInt64 {
        guard percent > 0, percent <= 100 else { return 20 }
        let parts = UInt64(percent * 1e6 + 0.5)
        let beyond = 100_000_000 - min(parts, 100_000_000)
        return beyond == 0 ? 20 : max(20, (100_000_000 + beyond - 1) / beyond)
    }

    /// The minimum number of requests of which the slowest is beyond the percentile with 95 %: the
    /// minimum n with pⁿ ≤ 5 %, 299 for p99.
    ///
    /// Source: G. J. Hahn, W. Q. Meeker, Statistical Intervals, 5.4 (one-sided, distribution-free).
    static func forConfidence(_ percent: Double) -> UInt64 {
        guard percent > 0, percent < 100 else { return few }
        var (low, high) = (UInt64(0), UInt64(1) << 40)
        while high - low > 1 {
            let middle = (low + high) / 2
            if power(percent / 100, middle) > 0.05 { low = middle } else { high = middle }
        }
        return high
    }

    /// The minimum for a window to be judged.
    static func forWindow(of metric: Metric) -> UInt64 {
        switch metric.statistic {
        case .percentile(let percent): forPercentile(percent)
        case .errorRate, .fraction, .apdex, .mean, .checkRate: few
        case .min, .max: 1
        case .throughput, .requestRate, .requestCount, .openedConnections, .server, .counter,
            .counterRate, .gauge, .capacity, .goodput, .recovery:
            0
        }
    }

    /// P(X ≥ k) for X binomial with n trials of probability q: the probability of so many slow
    /// requests in so few when the budget just holds.
    static func binomialTail(atLeast k: UInt64, of n: UInt64, probability q: Double) -> Double {
        guard k > 0 else { return 1 }
        guard k <= n, q > 0 else { return 0 }
        guard q < 1 else { return 1 }
        // P(X = 0) of at most 10,000 trials with n·q < 20 is far from the smallest double.
        var term = 1.0
        for _ in 0..<n { term *= 1 - q }
        var below = 0.0
        for index in 0..<k {
            below += term
            term *= Double(n - index) / Double(index + 1) * q / (1 - q)
        }
        return max(0, 1 - below)
    }

    /// The largest error rate at which no failure in n requests has a chance of 5 %.
    static func highestErrorRate(unseenIn n: UInt64) -> Ratio {
        // 1 − 0.05^(1/n), by 0.05^(1/n) ≈ the root found in 60 halvings: no libm needed.
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if power(1 - middle, n) > 0.05 { low = middle } else { high = middle }
        }
        return Ratio(fraction: low)
    }

    private static func power(_ base: Double, _ exponent: UInt64) -> Double {
        var (power, base, exponent) = (1.0, base, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { power *= base }
            base *= base
            exponent >>= 1
        }
        return power
    }
}

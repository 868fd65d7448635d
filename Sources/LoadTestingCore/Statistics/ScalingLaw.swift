/// The Universal Scalability Law: the throughput of a system by its size.
///
/// X(N) = γN / (1 + α(N − 1) + βN(N − 1)): γ is the throughput of one, α what they contend for, β
/// what each costs all others. N. J. Gunther, Guerrilla Capacity Planning (2007), ch. 4–6.
package struct ScalingLaw: Hashable, Sendable {
    /// The throughput of a system of size 1, in requests a second.
    package var single: Double
    /// The share of work that is done one after the other: α, zero or more.
    package var contention: Double
    /// The cost of each for each other: β, zero or more.
    package var crosstalk: Double

    package init(single: Double, contention: Double, crosstalk: Double) {
        self.single = single
        self.contention = contention
        self.crosstalk = crosstalk
    }

    /// The throughput of a size.
    package func throughput(at size: Double) -> Double {
        single * size / (1 + contention * (size - 1) + crosstalk * size * (size - 1))
    }

    /// The size of the highest throughput, √((1 − α) / β); `nil` where it only rises.
    package var peak: Double? {
        guard crosstalk > 0 else { return nil }
        return max(1, (max(0, 1 - contention) / crosstalk).squareRoot())
    }

    /// The law that has the smallest squares of differences to some measurements.
    ///
    /// Gauss–Newton with halved steps, from a fit of N / X, which is linear. What would be below
    /// zero is zero, and the rest is fitted again.
    ///
    /// - Parameter points: throughputs by size, more than zero, of two sizes or more.
    /// - Returns: `nil` for fewer.
    package init?(fitting points: [(size: Double, throughput: Double)]) {
        guard Set(points.map(\.size)).count >= 2, points.allSatisfy({ $0.throughput > 0 })
        else { return nil }
        let fits = [[true, true], [true, false], [false, true], [false, false]].compactMap { free in
            Fit(points, usesContention: free[0], usesCrosstalk: free[1])
        }
        // The one with all parameters where it is possible, otherwise the closest.
        let possible = fits.filter { $0.law.contention >= 0 && $0.law.crosstalk >= 0 }
        guard let best = possible.min(by: { $0.squares < $1.squares }) else { return nil }
        self = best.law
    }

    /// The largest difference to a measurement, as a share of it.
    package func worstDifference(
        to points: [(size: Double, throughput: Double)]
    ) -> (size: Double, share: Double)? {
        points.map { (size: $0.size, share: throughput(at: $0.size) / $0.throughput - 1) }
            .max { abs($0.share) < abs($1.share) }
    }
}

extension ScalingLaw {
    /// A fit of some of the parameters; the others are zero.
    private struct Fit {
        private(set) var law: ScalingLaw
        private(set) var squares: Double
        private let points: [(size: Double, throughput: Double)]
        private let usesContention: Bool
        private let usesCrosstalk: Bool

        init?(
            _ points: [(size: Double, throughput: Double)], usesContention: Bool,
            usesCrosstalk: Bool
        ) {
            self.points = points
            self.usesContention = usesContention
            self.usesCrosstalk = usesCrosstalk
            law = ScalingLaw(single: 1, contention: 0, crosstalk: 0)
            squares = .infinity
            let count = 1 + (usesContention ? 1 : 0) + (usesCrosstalk ? 1 : 0)
            guard count <= points.count, let start = linearFit else { return nil }
            law = start
            squares = squares(of: law)
            for _ in 0..<100 where !improve() { break }
        }

        /// The fit of N / X = (1 + α(N − 1) + βN(N − 1)) / γ, weighted as X's differences are.
        private var linearFit: ScalingLaw? {
            let rows = points.map { point in
                let weight = point.throughput * point.throughput / point.size
                return Row(
                    factors: factors(point.size).map { $0 * weight },
                    value: point.size / point.throughput * weight)
            }
            guard let found = LeastSquares.solution(of: rows), found[0] > 0 else { return nil }
            return law(single: 1 / found[0], rest: found.dropFirst().map { $0 / found[0] })
        }

        private typealias Row = LeastSquares.Row

        private func factors(_ size: Double) -> [Double] {
            [1] + (usesContention ? [size - 1] : []) + (usesCrosstalk ? [size * (size - 1)] : [])
        }

        private func law(single: Double, rest: [Double]) -> ScalingLaw {
            ScalingLaw(
                single: single, contention: usesContention ? rest[0] : 0,
                crosstalk: usesCrosstalk ? rest[rest.count - 1] : 0)
        }

        private func squares(of law: ScalingLaw) -> Double {
            points.reduce(0) { sum, point in
                let difference = law.throughput(at: point.size) - point.throughput
                return sum + difference * difference
            }
        }

        /// One step of Gauss–Newton; whether it came closer.
        private mutating func improve() -> Bool {
            let rows = points.map { point in
                let value = law.throughput(at: point.size)
                let denominator = law.single * point.size / value
                let slopes = factors(point.size).enumerated().map { index, factor in
                    index == 0 ? value / law.single : -value * factor / denominator
                }
                return Row(factors: slopes, value: point.throughput - value)
            }
            guard let step = LeastSquares.solution(of: rows) else { return false }
            var share = 1.0
            for _ in 0..<30 {
                var rest: [Double] = []
                if usesContention { rest.append(law.contention + share * step[1]) }
                if usesCrosstalk { rest.append(law.crosstalk + share * step[step.count - 1]) }
                let next = law(single: law.single + share * step[0], rest: rest)
                let squares = squares(of: next)
                if next.single > 0, squares < self.squares * (1 - 1e-14) {
                    (law, self.squares) = (next, squares)
                    return true
                }
                share /= 2
            }
            return false
        }
    }
}

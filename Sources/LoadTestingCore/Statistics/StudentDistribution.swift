import Foundation

/// Student's t distribution with a whole number of degrees of freedom.
package enum StudentDistribution {
    /// The value that is not exceeded with a probability.
    ///
    /// Exact to twelve digits: found by halving the angle θ = arctan(t / √ν).
    ///
    /// - Parameters:
    ///   - probability: above 0 and below 1; 0.975 for two sides at 95 %, 0.95 for one.
    ///   - degrees: ν, at least 1.
    package static func quantile(_ probability: Double, degrees: Int) -> Double {
        guard probability >= 0.5 else { return -quantile(1 - probability, degrees: degrees) }
        var (low, high) = (0.0, Double.pi / 2)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let below = (1 + central(angle: middle, degrees: degrees)) / 2
            if below < probability { low = middle } else { high = middle }
        }
        return tan(low) * Double(degrees).squareRoot()
    }

    /// P(|T| ≤ √ν · tan θ): Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 for
    /// odd ν and 26.7.4 for even ν.
    private static func central(angle: Double, degrees: Int) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = degrees % 2 == 1
        guard degrees > 1 else { return 2 * angle / .pi }
        var term = isOdd ? cosine : 1
        var sum = term
        for power in stride(from: isOdd ? 3 : 2, through: degrees - 2, by: 2) {
            term *= Double(power - 1) / Double(power) * cosine * cosine
            sum += term
        }
        return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
    }
}

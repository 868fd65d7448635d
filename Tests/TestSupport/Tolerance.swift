/// The allowed distance of a number from the theory: the larger of a share and an amount.
package struct Tolerance {
    package var share: Double
    package var amount: Double
    /// The allowance for a busy machine, in the unit of the compared number: comes on top.
    package var noise = 0.0

    package init(share: Double, amount: Double, noise: Double = 0) {
        self.share = share
        self.amount = amount
        self.noise = noise
    }

    /// The resolution of a histogram: 0.1 %, below 1 ms 1 µs.
    package static let exact = Tolerance(share: 0.001, amount: 0.000_001)
    /// Against a scripted server: 1 % or 2 ms.
    package static let time = Tolerance(share: 0.01, amount: 0.002)
    /// Of rates: 1 %.
    package static let rate = Tolerance(share: 0.01, amount: 0)

    package func allows(_ difference: Double, of expected: Double) -> Bool {
        abs(difference) <= max(share * abs(expected), amount) + noise
    }
}

/// How far from the theory a number may be: the larger of a share and an amount.
struct Tolerance {
    var share: Double
    var amount: Double
    /// What a busy machine adds, in the unit of what is compared: comes on top.
    var noise = 0.0

    /// Against a scripted server: 1 % or 2 ms.
    static let time = Tolerance(share: 0.01, amount: 0.002)
    /// Of rates: 1 %.
    static let rate = Tolerance(share: 0.01, amount: 0)

    func allows(_ difference: Double, of expected: Double) -> Bool {
        abs(difference) <= max(share * abs(expected), amount) + noise
    }
}

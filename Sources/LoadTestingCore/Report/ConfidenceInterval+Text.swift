import LoadTestingMacrosFree

extension ConfidenceInterval {
    /// Both ends, each at the level of a budget that has one side.
    var sides: String {
        "between \(self), each end at 95 % (time slices \(slices) × \(sliceDuration.text))"
    }

    /// The length of a run that would probably decide: the width falls with the root of it.
    func advice(_ value: Duration, _ limit: Duration) -> String {
        let half = Double((upper - lower).wholeNanoseconds) / 2
        let distance = Double((value - limit).wholeNanoseconds).magnitude
        let seconds = Double((sliceDuration * slices).wholeNanoseconds) / 1e9
        let needed = distance > 0 ? (seconds * (half / distance) * (half / distance)) : .infinity
        guard needed <= 24 * 3_600 else { return ": too near to the bound to tell" }
        return ": run ≥ \(NumberText.grouped(Int(max(needed, seconds).rounded(.up)))) s"
    }
}

import LoadTestingMacrosFree

extension ConsoleReport {
    /// A line for checks, for the plan's own counters, and for its gauges, where there are any.
    var custom: [String] {
        let values = result.snapshot.custom
        let counters = values.counters.sorted { $0.key < $1.key }.map {
            "\($0.key.printable) \(NumberText.grouped($0.value.sum))"
        }
        let gauges = values.gauges.sorted { $0.key < $1.key }.map {
            "\($0.key.printable) \($0.value.text)"
        }
        let checks = total.checks
        let held = "\(NumberText.grouped(checks.passed)) of \(NumberText.grouped(checks.all)) held"
        return (checks.all > 0 ? ["checks     \(held)"] : [])
            + (counters.isEmpty ? [] : ["counters   \(counters.joined(separator: ", "))"])
            + (gauges.isEmpty ? [] : ["gauges     \(gauges.joined(separator: ", "))"])
    }
}

extension GaugeSnapshot {
    /// The last value, and the range and the mean where there were several.
    fileprivate var text: String {
        let last = NumberText.decimal(last, places: 3)
        guard count > 1 else { return last }
        let (low, high, middle) = (
            NumberText.decimal(min, places: 3), NumberText.decimal(max, places: 3),
            NumberText.decimal(mean, places: 3)
        )
        return "\(last) (\(low) to \(high), mean \(middle))"
    }
}

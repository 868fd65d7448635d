/// The horizontal axis that all charts over time share: seconds since the start of the run.
struct TimeAxis: Sendable {
    /// The end of the axis; it begins at 0.
    let seconds: Double
    /// The middle of each interval.
    let instants: [Double]

    /// Texts with hours are wide.
    private var maxTicks: Double { seconds < 3_600 ? 6 : 4 }
    private static let steps: [Double] = [
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
        21_600, 43_200, 86_400,
    ]

    init(seconds: Double, instants: [Double]) {
        self.seconds = max(seconds, 0.1)
        self.instants = instants
    }

    /// Round instants.
    var ticks: [Double] {
        let step = Self.steps.first { seconds / $0 <= maxTicks } ?? 86_400
        return (0...Int(seconds / step)).map { Double($0) * step }
    }

    /// The position of an instant, 0 … 1.
    func position(_ second: Double) -> Double { min(max(0, second / seconds), 1) }

    /// The instant in words: `30 s`, `2:30`, `1:30:00`.
    func text(_ second: Double) -> String {
        guard seconds >= 120 else { return "\(ChartNumber.text(second, places: 1)) s" }
        let whole = Int(second.rounded())
        let (minutes, rest) = (whole / 60 % 60, whole % 60)
        let shown = "\(whole < 3_600 ? "\(minutes)" : Self.padded(minutes)):\(Self.padded(rest))"
        return whole < 3_600 ? shown : "\(whole / 3_600):\(shown)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

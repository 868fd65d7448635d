import LoadTestingMacrosFree

/// Two runs side by side as text: a line for each figure, with the interval of its difference.
package struct ComparisonText {
    private let comparison: RunComparison
    private let names: (first: String, second: String)

    /// - Parameters:
    ///   - comparison: the runs.
    ///   - first: the name of the first run, such as its file.
    ///   - second: the name of the second.
    package init(_ comparison: RunComparison, first: String, second: String) {
        self.comparison = comparison
        names = (first.printable(upTo: 200), second.printable(upTo: 200))
    }

    /// The table, lines without a break at the end.
    package var text: String {
        var lines = ["a  \(names.first)", "b  \(names.second)", ""]
        var table = TextTable([.left, .left, .right, .right, .right, .left, .left])
        table.add(["label", "metric", "a", "b", "b − a", "95 % interval", "b is"])
        for label in comparison.labels {
            for (number, line) in comparison.lines(of: label).enumerated() {
                let name = number == 0 ? label?.printable(upTo: 60) ?? "all" : ""
                table.add([name] + cells(of: line))
            }
        }
        lines += table.lines
        if !comparison.otherLabels.isEmpty {
            let others = comparison.otherLabels.map { $0.printable(upTo: 60) }
            lines += ["", "in one run only: \(others.joined(separator: ", "))"]
        }
        return lines.joined(separator: "\n")
    }

    private func cells(of line: RunComparison.Line) -> [String] {
        let values = [line.first, line.second].map { $0?.description ?? "—" }
        let name = Metric(line.metric.statistic).description
        switch line.difference {
        case .success(let difference):
            let text = { Self.signed($0, of: line.metric) }
            return [name] + values + [
                text(difference.value),
                "\(text(difference.lower)) … \(text(difference.upper))",
                Self.words(for: difference, line),
            ]
        case .failure(let reason):
            return [name] + values + ["", "", "inconclusive: \(reason)"]
        }
    }

    private static func words(
        for difference: EstimateDifference, _ line: RunComparison.Line
    ) -> String {
        switch difference.outcome {
        case .same: "no difference shown"
        case .hidden:
            "inconclusive: noise hides up to"
                + " \(signed(max(-difference.lower, difference.upper), of: line.metric))"
        case .higher, .lower:
            word(for: line.metric, isHigher: difference.outcome == .higher)
        }
    }

    private static func word(for metric: Metric, isHigher: Bool) -> String {
        switch metric.statistic {
        case .errorRate: isHigher ? "failing more" : "failing less"
        case .throughput, .requestRate: isHigher ? "higher" : "lower"
        default: isHigher ? "slower" : "faster"
        }
    }

    /// A difference with its sign and unit.
    private static func signed(_ value: Double, of metric: Metric) -> String {
        let sign = value < 0 ? "−" : "+"
        let size = value.magnitude
        let text =
            switch metric.statistic {
            case .errorRate: Ratio(fraction: size).description
            case .throughput, .requestRate: Rate(perSecond: size).description
            default: NumberText.duration(nanoseconds: Int64(min(size, 9e18)))
            }
        return sign + text
    }
}

extension RunComparison.Obstacle: CustomStringConvertible {
    /// The reason in words.
    package var description: String {
        switch self {
        case .buildModes: "one is of a debug build, the other of a release build"
        case .machines(let a, let b): "they ran on \(a.printable) and on \(b.printable)"
        case .kinds: "one was measured by this library, the other was read from a JTL"
        case .loops(let a, let b):
            "\(NumberText.counted(a, "thread")) sent load in one, \(b) in the other"
        }
    }
}

import LoadTestingMacrosFree

extension ConsoleReport {
    /// A line for each cause, with an example.
    var errors: [String] {
        guard total.errors > 0 else { return [] }
        var table = TextTable([.left, .right, .right, .left])
        table.add(["errors", "count", "of all", "example"])
        let counts = total.causes.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
        for (cause, count) in counts {
            let all = total.requests + total.brokenIterations
            let share = Ratio(fraction: Double(count) / Double(all))
            table.add([
                cause.description, NumberText.grouped(count),
                NumberText.decimal(share.fraction * 100, places: 2) + " %",
                result.failedExamples.first { $0.cause == cause }.map(text) ?? "",
            ])
        }
        return [""] + table.lines
    }

    private func text(of example: FailedExchange) -> String {
        let answer = example.status.map { "→ \($0) " } ?? ""
        let body = example.body.printable(upTo: 160)
        let gap = example.explanation.isEmpty || body.isEmpty ? "" : " "
        return "\(example.request.printable(upTo: 300)) \(answer)"
            + "\(example.explanation.printable(upTo: 300))\(gap)\(body)"
    }
}

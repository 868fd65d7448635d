extension LoadTest: CustomStringConvertible {
    /// The plan as the engine interprets it: users, starts, requests, offered rate, budgets.
    public var description: String {
        var lines = ["load test \"\(name)\" → \(target)"]
        lines += target.trusted.map { "  trusts \($0.path)" }
        for setUp in setUps {
            lines += ["  set-up"] + setUp.body.lines(indent: "    ", defaults)
        }
        for (index, group) in groups.enumerated() {
            lines += group.lines(number: index + 1, defaults)
        }
        for tearDown in tearDowns {
            lines += ["  tear-down"] + tearDown.body.lines(indent: "    ", defaults)
        }
        lines.append("  \(summary)")
        if warmUp > .zero { lines.append("  warm-up \(warmUp.text), not judged") }
        lines += events.map { event in
            "  at \(event.time.text) " + event.actions.map(\.name).joined(separator: ", ")
        }
        lines += budgets.map { "  expect \($0)" }
        lines += abortRules.map { "  abort when \($0.condition)" }
        lines += listeners.map { "  \($0)" }
        lines.append("  seed \(seed.value), at most \(limit.text)")
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let users = groups.reduce(0) { $0 &+ max(0, $1.maxUsers ?? 0) }
        let requests = groups.map(\.requests)
        let counted = requests.reduce(0 as Int?) { sum, next in
            guard let sum, let next else { return nil }
            let (total, overflow) = sum.addingReportingOverflow(next)
            return overflow ? nil : total
        }
        return (counted.map { "\(NumberText.grouped($0)) requests, " } ?? "")
            + (groups.contains { $0.maxUsers == nil }
                ? "as many users as arrive in a second and its pauses, at least 100"
                : "at most \(NumberText.counted(users, "user")) active")
    }
}

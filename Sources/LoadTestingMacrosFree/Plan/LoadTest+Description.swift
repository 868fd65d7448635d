extension LoadTest: CustomStringConvertible {
    /// The plan as the engine understands it: users, starts, requests, offered rate, budgets.
    public var description: String {
        var lines = ["load test \"\(name)\" → \(target)"]
        for setUp in setUps {
            lines += ["  set-up"] + setUp.body.lines(indent: "    ", defaults.settings)
        }
        for (index, group) in groups.enumerated() {
            lines += group.lines(number: index + 1, defaults.settings)
        }
        for tearDown in tearDowns {
            lines += ["  tear-down"] + tearDown.body.lines(indent: "    ", defaults.settings)
        }
        lines.append("  \(summary)")
        lines += budgets.map { "  expect \($0)" }
        lines += abortRules.map { "  abort when \($0.condition)" }
        lines.append("  seed \(seed.value), at most \(limit.text)")
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let users = groups.reduce(0) { $0 &+ max(0, $1.users) }
        let requests = groups.map(\.requests)
        let counted = requests.reduce(0 as Int?) { sum, next in
            guard let sum, let next else { return nil }
            let (total, overflow) = sum.addingReportingOverflow(next)
            return overflow ? nil : total
        }
        return (counted.map { "\(NumberText.grouped($0)) requests, " } ?? "")
            + "at most \(NumberText.grouped(users)) users active"
    }
}

extension ThreadGroup {
    fileprivate func lines(number: Int, _ settings: HTTPSettings) -> [String] {
        var lines = ["  \(displayName(number: number)): \(starts), \(ending)"]
        lines += steps.lines(indent: "    ", defaults.settings.over(settings))
        if let offer { lines.append("    \(offer)") }
        return lines
    }

    private var starts: String {
        let count = "\(NumberText.grouped(users)) \(users == 1 ? "user" : "users")"
        let after = startAfter > .zero ? " after \(startAfter.text)" : ""
        guard rampUp > .zero, users > 1 else { return "\(count) at once\(after)" }
        let gap = NumberText.duration(nanoseconds: rampUp.wholeNanoseconds / Int64(users))
        return "\(count) over \(rampUp.text), one every \(gap)\(after)"
    }

    private var ending: String {
        let loops = iterations.map {
            "\(NumberText.grouped($0)) \($0 == 1 ? "iteration" : "iterations") each"
        }
        let time = duration.map { "until \($0.text)" }
        return [loops, time].compactMap(\.self).joined(separator: ", or ")
    }

    /// How many requests the group sends; `nil` when only time ends it, or the number is too large.
    fileprivate var requests: Int? {
        guard let iterations, duration == nil else { return nil }
        let (passes, overflow) = max(0, users).multipliedReportingOverflow(by: max(0, iterations))
        guard let each = steps.requestCount else { return nil }
        let product = passes.multipliedReportingOverflow(by: each)
        return overflow || product.overflow ? nil : product.partialValue
    }

    /// What the ramp offers as long as the server keeps up: users started a second, times what each
    /// sends.
    private var offer: String? {
        guard rampUp > .zero, users > 1, let iterations, let count = steps.requestCount else {
            return nil
        }
        let starts = Rate.perSecond(Double(users) / Double(rampUp.wholeNanoseconds) * 1e9)
        let each = Double(iterations) * Double(count)
        let offered = Rate.perSecond(starts.perSecond * each)
        return "offers up to \(offered) requests: \(starts) users ×"
            + " \(NumberText.decimal(each, places: 0)) requests"
    }
}

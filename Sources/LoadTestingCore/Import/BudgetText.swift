import LoadTestingMacrosFree

/// Reads a budget from text, such as `p99<50ms` or `errorRate(of: "login") < 0.1%`.
package enum BudgetText {
    /// The budget of a text.
    ///
    /// A metric as in a plan, one of `<`, `<=`, `>`, `>=`, and a bound with its unit: `ns`, `us`,
    /// `ms`, `s` or `min` for times, `%` for shares, `/s` for rates, none for numbers.
    ///
    /// - Parameters:
    ///   - text: the budget.
    ///   - label: the label that it is about where the text names none; `nil` for all requests.
    /// - Throws: `Problem` with what is not understood.
    package static func budget(_ text: String, label: String? = nil) throws(Problem) -> Budget {
        guard let sign = comparisonSign(in: text) else {
            throw problem(text, "there is no <, <=, > or >=")
        }
        let metric = try metric(text[..<sign.lowerBound].trimmed, in: text)
        let bound = try BoundText(text[sign.upperBound...].trimmed, in: text)
        let comparison = Budget.Comparison(rawValue: String(text[sign])) ?? .less
        let value = try bound.value(for: metric.statistic, in: text)
        return Budget(
            metric.scope.label == nil
                ? metric.scoped(to: MetricScope(label: label), over: nil, during: nil) : metric,
            comparison, value)
    }

    /// The place of the comparison, outside of quotes.
    private static func comparisonSign(in text: String) -> Range<String.Index>? {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            guard !isQuoted, text[index] == "<" || text[index] == ">" else { continue }
            let next = text.index(after: index)
            let isLong = next < text.endIndex && text[next] == "="
            return index..<(isLong ? text.index(after: next) : next)
        }
        return nil
    }

    // MARK: - Metrics

    private static func metric(_ text: String, in budget: String) throws(Problem) -> Metric {
        let (name, arguments, clock) = try parts(of: text, in: budget)
        var metric = Metric(try statistic(name, arguments, in: budget))
        if let clock {
            guard let known = Metric.Clock(rawValue: clock) else {
                throw problem(budget, "there is no .\(clock.printable(upTo: 40))")
            }
            metric.clock = known
        }
        metric.scope = MetricScope(
            label: try quotedName("of", in: arguments, budget),
            group: try quotedName("in", in: arguments, budget),
            tag: try quotedName("tagged", in: arguments, budget))
        return metric
    }

    /// A name in quotes; `nil` where it is not stated.
    private static func quotedName(
        _ argument: String, in arguments: [String: String], _ budget: String
    ) throws(Problem) -> String? {
        guard let text = arguments[argument] else { return nil }
        guard text.count >= 2, text.first == "\"", text.last == "\"" else {
            throw problem(budget, "a name stands in quotes: \(argument): \"login\"")
        }
        return String(text.dropFirst().dropLast())
    }

    /// The name, the arguments in brackets, and the clock behind a dot.
    private static func parts(
        of text: String, in budget: String
    ) throws(Problem) -> (name: String, arguments: [String: String], clock: String?) {
        var (name, clock): (String, String?) = (text, nil)
        if let dot = text.lastIndex(of: "."), text[dot...].dropFirst().first?.isLetter == true,
            text[dot...].allSatisfy({ $0.isLetter || $0 == "." })
        {
            (name, clock) = (String(text[..<dot]), String(text[dot...].dropFirst()))
        }
        guard let bracket = name.firstIndex(of: "(") else { return (name, [:], clock) }
        guard name.last == ")" else { throw problem(budget, "its bracket is not closed") }
        var arguments: [String: String] = [:]
        for item in items(name[bracket...].dropFirst().dropLast()) {
            guard let colon = item.firstIndex(of: ":") else {
                throw problem(budget, "\(item.quoted) is no argument such as of: \"login\"")
            }
            arguments[item[..<colon].trimmed] = item[colon...].dropFirst().trimmed
        }
        return (name[..<bracket].trimmed, arguments, clock)
    }

    /// The arguments between commas outside of quotes.
    private static func items(_ text: Substring) -> [String] {
        var (items, isQuoted) = ([""], false)
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                items.append("")
            } else {
                items[items.count - 1].append(character)
            }
        }
        return items.map { $0[...].trimmed }
    }

    private static let plain: [String: Metric.Statistic] = [
        "mean": .mean, "min": .min, "max": .max, "errorRate": .errorRate,
        "throughput": .throughput, "requestRate": .requestRate, "requestCount": .requestCount,
        "openedConnections": .openedConnections, "checkRate": .checkRate,
    ]

    private static func statistic(
        _ name: String, _ arguments: [String: String], in budget: String
    ) throws(Problem) -> Metric.Statistic {
        var known: Set = ["of", "in", "tagged"]
        if let own = ["fraction": "under", "apdex": "target"][name] { known.insert(own) }
        if let other = arguments.keys.sorted().first(where: { !known.contains($0) }) {
            throw problem(budget, "\(name) takes no \(other.printable(upTo: 40)): here")
        }
        if let statistic = plain[name] { return statistic }
        if name == "fraction" { return .fraction(under: try time("under", arguments, budget)) }
        if name == "apdex" { return .apdex(target: try time("target", arguments, budget)) }
        if name.first == "p", let number = Double(name.dropFirst()), number > 0 {
            // p999 is the thousandth part, as in a plan.
            let percent =
                name.hasPrefix("p99") && number > 100 && number < 10_000 && !name.contains(".")
                ? number / (number < 1_000 ? 10 : 100) : number
            if percent <= 100 { return .percentile(percent) }
        }
        throw problem(budget, "there is no metric \(name.quoted)")
    }

    private static func time(
        _ name: String, _ arguments: [String: String], _ budget: String
    ) throws(Problem) -> Duration {
        guard let text = arguments[name] else { throw problem(budget, "\(name): is missing") }
        guard let time = try BoundText(text, in: budget).duration else {
            throw problem(budget, "\(text.quoted) is no time such as 50ms")
        }
        return time
    }

    static func problem(_ budget: String, _ reason: String) -> Problem {
        Problem(
            "the budget \(budget.printable(upTo: 120).quoted) is not understood: \(reason)",
            remedy: "write it as 'p99<50ms', 'errorRate<0.1%', 'throughput>500/s' or"
                + " 'p95(of: \"login\") <= 80ms'")
    }
}

extension Substring {
    /// The text without blanks around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

import LoadTestingMacrosFree

/// Checks of a plan's budgets, rules for the run, and stated warm-up.
struct BudgetValidation {
    let plan: LoadTest
    /// The load as it was compiled, with its labels and schedules.
    let program: Program
    var problems: [Problem] = []

    /// All problems of a plan's budgets and rules.
    static func problems(of plan: LoadTest, load: Program) -> [Problem] {
        var validation = BudgetValidation(plan: plan, load: load)
        for budget in plan.budgets { validation.check(budget) }
        for rule in plan.abortRules { validation.check(rule) }
        validation.checkWarmUp()
        validation.checkSegmentNames()
        return validation.problems
    }

    private init(plan: LoadTest, load: Program) {
        self.plan = plan
        program = load
    }

    mutating func report(_ message: String, _ remedy: String) {
        problems.report(.invalidPlan, message, remedy)
    }

    private mutating func checkWarmUp() {
        let ends = program.groups.map { $0.schedule.endNanoseconds ?? $0.endNanoseconds }
        let end = Duration.nanoseconds(ends.max() ?? .max)
        if plan.warmUp < .zero || plan.warmUp > TimeLimit.max {
            report(
                "warmUp is \(plan.warmUp.text)",
                TimeLimit.remedy(for: plan.warmUp, min: "zero or more"))
        } else if plan.warmUp > .zero, plan.warmUp >= end {
            report(
                "warmUp is \(plan.warmUp.text), the run ends after \(end.text)",
                "nothing would be judged: use a shorter warm-up, or a longer run")
        }
    }

    private mutating func check(_ budget: Budget) {
        let place = budget.location.map { " (\($0))" } ?? ""
        check(budget.metric, at: place)
        switch budget.bound {
        case .value(let value):
            if !value.isUsable(for: budget.metric) {
                report(
                    "the bound of \(budget)\(place)",
                    value.remedy(for: budget.metric))
            }
        case .baseline: break
        case .multiple(let metric, let factor):
            check(metric, at: place)
            if !(factor > 0 && factor.isFinite) {
                report(
                    "a factor of \(factor)\(place)", "use a number above zero")
            }
        }
        if case .baseline(let margin) = budget.bound { checkBaseline(budget, margin, at: place) }
        if budget.isConfident, budget.confidentPercentile == nil {
            report(
                "\(budget)\(place)",
                ".confident() takes a percentile of the run or a part of it, against a duration")
        }
    }

    private mutating func checkBaseline(_ budget: Budget, _ margin: Ratio, at place: String) {
        if !(margin.fraction > -1 && margin.fraction.isFinite) {
            report(
                "the margin of \(budget)\(place)",
                "use a number of percent above -100, such as +10.percent")
        }
        guard !budget.metric.isComparable else { return }
        report(
            "\(budget)\(place)",
            "a baseline holds percentiles, throughput, request rate and error rate of the whole"
                + " run, of all requests or of a label")
    }

    private mutating func check(_ rule: AbortRule) {
        let condition = rule.condition
        check(condition)
        let periods = [condition.metric.period, condition.bound.metric?.period]
        guard
            condition.isConfident || condition.bound.isBaseline
                || periods.contains(where: { $0 ?? .wholeRun != .wholeRun })
        else { return }
        report(
            "abortWhen(\(condition))\(condition.location.map { " (\($0))" } ?? "")",
            "it looks at what was measured last: use of:, in:, tagged: and over: alone")
    }

    private mutating func check(
        _ metric: Metric, at place: String
    ) {
        checkStatistic(of: metric, at: place)
        check(metric.scope, at: place)
        check(metric.period, of: metric, at: place)
        guard let window = metric.window else { return }
        if window <= .zero {
            report("over: \(window.text)\(place)", "use more than zero")
        } else if let length = length(of: metric.period), window > length {
            report(
                "\(metric) looks at windows longer than the \(length.text) there are\(place)",
                "use a shorter window, or a longer run")
        }
    }

    private mutating func checkStatistic(of metric: Metric, at place: String) {
        switch metric.statistic {
        case .percentile(let percent) where !(percent > 0 && percent <= 100):
            report(
                "percentile \(percent)\(place)",
                "a percentile is above 0 and at most 100, such as 99.9")
        case .apdex(let target) where target <= .zero:
            report("apdex(target: \(target.text))\(place)", "use more than zero")
        case .fraction(let bound) where bound <= .zero:
            report("fraction(under: \(bound.text))\(place)", "use more than zero")
        case .server(let series, _): checkServer(metric, series, at: place)
        case .counter(let name), .counterRate(let name):
            checkCustom(metric, "user.count(\"\(name.printable)\")", at: place)
        case .gauge(let name, _):
            checkCustom(metric, "user.gauge(\"\(name.printable)\", 1)", at: place)
        default: break
        }
    }

    private mutating func checkServer(
        _ metric: Metric, _ series: ServerSeries, at place: String
    ) {
        guard let system = plan.target.system else {
            // Of the machine on which the load generator runs.
            guard series != .machineCPU else { return }
            return report(
                "\(metric)\(place) asks about the server, which the test does not know",
                "target: a server of Server.launch(…), .attach(processID:) or .listening(on:)")
        }
        switch series {
        case .connections(let port) where !(1...65_535).contains(port):
            report("port \(port)\(place)", "a port is 1 … 65535")
        case .scraped(let name) where !system.base.scrapedNames.contains(name):
            report(
                "\(metric)\(place) is not scraped from the server",
                "name it: server.scraping(\"/metrics\", [\"\(name.printable)\"])")
        default: break
        }
    }

    private mutating func check(_ period: RunPeriod, of metric: Metric, at place: String) {
        switch period {
        case .between(let start, let end): checkBetween(start, end, metric, at: place)
        case .segment(let name) where !segmentNames.contains(name):
            let names = segmentNames.sorted().map { "\"\($0.printable)\"" }
            report(
                "no segment has the name \"\(name.printable)\"\(place)",
                names.isEmpty
                    ? "give one a name: .hold(.perSecond(100), for: .seconds(10)).named(\"peak\")"
                    : "segments of this plan: \(names.joined(separator: ", "))")
        case .segment(let name) where spans(of: name).allSatisfy { $0.wholeSeconds == nil }:
            report(
                "the segment \"\(name.printable)\" holds no whole second\(place)",
                "make it longer: requests are counted by the second")
        case .warmUp where warmUp <= .zero:
            report(
                "\(metric) asks for the warm-up, and none is stated\(place)",
                "state it: LoadTest(…, warmUp: .seconds(5))")
        default: break
        }
    }

    /// One name means one time, in any group.
    private mutating func checkSegmentNames() {
        var spans: [String: Range<Int64>] = [:]
        for (name, span) in program.groups.flatMap(\.schedule.segments)
        where spans.updateValue(span, forKey: name) ?? span != span {
            report(
                "two groups call different times \"\(name.printable)\"",
                "give each segment its own name")
        }
    }

    private mutating func checkBetween(
        _ start: Duration, _ end: Duration, _ metric: Metric, at place: String
    ) {
        if start < .zero || end <= start {
            report(
                "\(metric)\(place)",
                "between takes two times after the start of the run, the later one last")
        } else if start < warmUp {
            report(
                "\(metric) reaches into the warm-up of \(warmUp.text)\(place)",
                "begin at its end, or later")
        } else if let runEnd, start >= runEnd {
            report(
                "\(metric) begins after the run's end at \(runEnd.text)\(place)",
                "use earlier times, or a longer run")
        }
    }

    /// The length of a period, where the plan states it.
    private func length(of period: RunPeriod) -> Duration? {
        switch period {
        case .wholeRun, .rampUp, .plateau: runEnd.map { $0 - warmUp }
        case .warmUp: warmUp
        case .between(let start, let end): end > start ? end - start : nil
        case .segment: nil
        }
    }

    /// The end of the last group, drain not included; `nil` where one has no end of its own.
    private var runEnd: Duration? {
        let ends = program.groups.map { $0.schedule.endNanoseconds ?? $0.endNanoseconds }
        guard let last = ends.max(), last < program.limitNanoseconds else { return nil }
        return .nanoseconds(last)
    }

    /// The stated warm-up.
    private var warmUp: Duration { .seconds(program.warmUpSeconds) }

    private func spans(of segment: String) -> [Range<Int64>] {
        program.groups.compactMap { $0.schedule.segments[segment] }
    }

    /// Names that budgets can be set on.
    private var segmentNames: Set<String> {
        program.groups.reduce(into: []) { $0.formUnion($1.schedule.segments.keys) }
    }
}

extension Metric {
    /// Whether an earlier run's value of it can be compared with this one's.
    fileprivate var isComparable: Bool {
        guard window == nil, period == .wholeRun else { return false }
        switch statistic {
        case .percentile(let percent): return percent < 100 && !clock.isPhase
        case .throughput, .requestRate, .errorRate: return true
        default: return false
        }
    }
}

extension Budget.Bound {
    /// The metric that it is a multiple of.
    fileprivate var metric: Metric? {
        if case .multiple(let metric, _) = self { metric } else { nil }
    }
}

extension MetricValue {
    /// Only processors can exceed 100 %.
    fileprivate func isUsable(for metric: Metric) -> Bool {
        if case .server = metric.statistic, case .ratio(let ratio) = self {
            return ratio.fraction >= 0 && ratio.fraction.isFinite
        }
        return isUsable
    }

    /// The values that it may have.
    fileprivate func remedy(for metric: Metric) -> String {
        switch self {
        case .ratio:
            if case .server = metric.statistic {
                "use a number, zero or more"
            } else {
                "a share of requests is 0 to 100 %"
            }
        case .score: "a score is 0 to 1"
        case .bytes: "use zero or more bytes, at most 8 EiB"
        default: "use a number, zero or more"
        }
    }

    private var isUsable: Bool {
        switch self {
        case .duration(let duration): duration >= .zero
        case .ratio(let ratio): ratio.fraction >= 0 && ratio.fraction <= 1
        case .rate(let rate): rate.perSecond >= 0 && rate.perSecond.isFinite
        case .count(let count): count >= 0
        case .score(let score): score >= 0 && score <= 1
        case .bytes(let amount): amount.bytes >= 0
        case .number(let number): number.isFinite
        case .perMinute(let value): value.isUsable
        }
    }
}

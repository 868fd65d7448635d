import LoadTestingMacrosFree

extension ProgramCompiler {
    /// The longest run that the clocks are made for.
    private static let longest = Duration.seconds(366 * 24 * 3_600)

    mutating func checkRun() {
        if plan.groups.isEmpty {
            report(
                .invalidPlan, "the plan is empty",
                "give it a group: ThreadGroup(users: 10) { HTTPGet(\"/health\") }")
        }
        checkText(plan.name, of: "the test's name")
        if plan.limit <= .zero || plan.limit > Self.longest {
            report(
                .invalidPlan, "limit is \(plan.limit.text)", "it is more than zero, at most 1 year")
        }
        if plan.drain < .zero || plan.drain > Self.longest {
            report(.invalidPlan, "drain is \(plan.drain.text)", "it is zero or more")
        }
        let users = plan.groups.reduce((sum: 0, overflow: false)) {
            let (sum, overflow) = $0.sum.addingReportingOverflow(max(0, $1.users))
            return (sum: sum, overflow: $0.overflow || overflow)
        }
        if users.overflow {
            report(.invalidPlan, "the groups have too many users to count", "use fewer users")
        }
    }

    mutating func check(_ group: ThreadGroup, named name: String) {
        let place = "\"\(name.printable)\" (\(group.location))"
        checkText(name, of: "the name of a group")
        if group.users < 1 {
            report(.invalidPlan, "\(place) has \(group.users) users", "use at least 1")
        }
        if let loops = group.loops, loops < 1 {
            report(
                .invalidPlan, "\(place) has \(loops) loops",
                "use at least 1, or a duration instead")
        }
        if group.steps.samplers.isEmpty {
            report(
                .invalidPlan, "\(place) sends no request",
                "put one into its braces, such as HTTPGet(\"/health\")")
        }
        checkTimes(of: group, at: place)
        checkRequests(of: group, at: place)
    }

    private mutating func checkTimes(of group: ThreadGroup, at place: String) {
        for (name, value) in [("rampUp", group.rampUp), ("startAfter", group.startAfter)]
        where value < .zero || value > Self.longest {
            report(.invalidPlan, "\(place) has a \(name) of \(value.text)", "use zero or more")
        }
        guard let duration = group.duration else { return }
        if duration <= .zero || duration > Self.longest {
            report(
                .invalidPlan, "\(place) has a duration of \(duration.text)", "use more than zero")
        } else if group.rampUp >= duration {
            report(
                .invalidPlan,
                "\(place) has a rampUp of \(group.rampUp.text), its duration is \(duration.text)",
                "duration includes the ramp-up; make it longer than rampUp")
        }
    }

    private mutating func checkRequests(of group: ThreadGroup, at place: String) {
        guard let loops = group.iterations, loops > 0, group.users > 0 else { return }
        let (iterations, overflow) = group.users.multipliedReportingOverflow(by: loops)
        let requests = iterations.multipliedReportingOverflow(
            by: max(1, group.steps.samplers.count))
        if overflow || requests.overflow {
            report(
                .invalidPlan,
                "\(place): \(group.users) users × \(loops) loops is more than can be counted",
                "use fewer loops, or a duration")
        }
    }

    mutating func check(_ sampler: HTTPSampler) {
        let label = sampler.label
        checkText(label, of: "the label")
        if !Self.isToken(sampler.method) {
            report(
                .invalidPlan, "\"\(sampler.method.printable)\" is no HTTP method",
                "use letters, such as GET")
        }
        if sampler.effectiveTimeout < .milliseconds(1) || sampler.effectiveTimeout > Self.longest {
            report(
                .invalidPlan,
                "\"\(label.printable)\" has a time-out of \(sampler.effectiveTimeout.text)",
                "use 1 ms or more")
        }
        if sampler.path.text.holdsControls {
            report(
                .invalidPlan,
                "the path \"\(sampler.path.text.printable)\" holds a control character",
                "percent-encode it")
        }
        for header in sampler.headers.list { check(header, of: label) }
    }

    private mutating func check(_ header: (name: String, value: Template), of label: String) {
        if !Self.isToken(header.name) {
            report(
                .invalidPlan,
                "\"\(label.printable)\" has a header named \"\(header.name.printable)\"",
                "header names are letters, digits and hyphens")
        }
        if header.value.text.filter({ $0 != "\t" }).holdsControls {
            report(
                .invalidPlan,
                "the header \"\(header.name.printable)\" of \"\(label.printable)\" holds a line "
                    + "break or control character", "header values are one line of text")
        }
    }

    mutating func check(_ pause: ClosedRange<Duration>) {
        if pause.lowerBound < .zero || pause.upperBound > Self.longest {
            report(
                .invalidPlan, "a pause of \(pause.lowerBound.text) to \(pause.upperBound.text)",
                "a pause is zero or longer")
        }
    }

    mutating func check(_ budget: Budget, labels: [String]) {
        let place = budget.location.map { " (\($0))" } ?? ""
        if case .percentile(let percent) = budget.metric.statistic,
            !(percent > 0 && percent <= 100)
        {
            report(
                .invalidPlan, "percentile \(percent)\(place)",
                "a percentile is above 0 and at most 100, such as 99.9")
        }
        if case .label(let label) = budget.metric.scope, !labels.contains(label) {
            report(
                .invalidPlan, "no request has the label \"\(label.printable)\"\(place)",
                "labels of this plan: \(labels.map { "\"\($0.printable)\"" }.joined(separator: ", "))"
            )
        }
        if !budget.bound.isUsable {
            report(.invalidPlan, "the bound of \(budget)\(place)", "use a number, zero or more")
        }
    }

    private mutating func checkText(_ text: String, of what: String) {
        if text.isEmpty { report(.invalidPlan, "\(what) is empty", "give it a name") }
        if text.holdsControls {
            report(
                .invalidPlan, "\(what) \"\(text.printable)\" holds a control character",
                "use printable characters; tables and files hold it on one line")
        }
    }

    /// Whether a text is a token of RFC 9110, 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
                    || (0x61...0x7a).contains($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)
            }
    }
}

extension MetricValue {
    fileprivate var isUsable: Bool {
        switch self {
        case .latency(let duration): duration >= .zero
        case .ratio(let ratio): ratio.fraction >= 0 && ratio.fraction <= 1
        case .rate(let rate): rate.perSecond >= 0 && rate.perSecond.isFinite
        case .count(let count): count >= 0
        }
    }
}

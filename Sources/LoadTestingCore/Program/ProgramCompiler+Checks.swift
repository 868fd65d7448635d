import LoadTestingMacrosFree

extension ProgramCompiler {
    mutating func checkRun() {
        if plan.groups.isEmpty {
            report(
                .invalidPlan, "the plan is empty",
                "give it a group: ThreadGroup(users: 10) { HTTPGet(\"/health\") }")
        }
        requests.checkText(plan.name, of: "the test's name")
        checkDefaults(plan.defaults, of: "the plan")
        if !(plan.pauseScale >= 0 && plan.pauseScale.isFinite) {
            report(
                .invalidPlan, "pauseScale is \(plan.pauseScale)", "use a number, zero or more")
        }
        if plan.limit <= .zero || plan.limit > Self.longest {
            report(
                .invalidPlan, "limit is \(plan.limit.text)", Self.remedy(for: plan.limit))
        }
        if plan.drain < .zero || plan.drain > Self.longest {
            report(
                .invalidPlan, "drain is \(plan.drain.text)",
                Self.remedy(for: plan.drain, least: "zero or more"))
        }
        let users = plan.groups.reduce((sum: 0, overflow: false)) {
            let (sum, overflow) = $0.sum.addingReportingOverflow(max(0, $1.mostUsers ?? 0))
            return (sum: sum, overflow: $0.overflow || overflow)
        }
        if users.overflow {
            report(.invalidPlan, "the groups have too many users to count", "use fewer users")
        }
    }

    mutating func checkWarmUp() {
        let ends = program.groups.map { $0.schedule.endNanoseconds ?? $0.endNanoseconds }
        let end = Duration.nanoseconds(ends.max() ?? .max)
        if plan.warmUp < .zero || plan.warmUp > Self.longest {
            report(
                .invalidPlan, "warmUp is \(plan.warmUp.text)",
                Self.remedy(for: plan.warmUp, least: "zero or more"))
        } else if plan.warmUp > .zero, plan.warmUp >= end {
            report(
                .invalidPlan, "warmUp is \(plan.warmUp.text), the run ends after \(end.text)",
                "nothing would be judged: use a shorter warm-up, or a longer run")
        }
    }

    mutating func check(_ group: LoadGroup, named name: String) {
        let place = "\"\(name.printable)\" (\(group.location))"
        requests.checkText(name, of: "the name of a group")
        checkTime(group.startAfter, "startAfter", at: place)
        check(group.work, of: group, at: place)
        checkDefaults(group.defaults, of: place)
        if let limit = group.limit, !(limit.perSecond > 0 && limit.perSecond.isFinite) {
            report(
                .invalidPlan, "\(place) has a limit of \(limit)",
                limit.perSecond > 0 ? "use a number, or no limit" : "use more than zero")
        }
        checkSteps(of: group, at: place)
    }

    private mutating func checkTime(_ value: Duration, _ name: String, at place: String) {
        guard value < .zero || value > Self.longest else { return }
        report(
            .invalidPlan, "\(place) has a \(name) of \(value.text)",
            Self.remedy(for: value, least: "zero or more"))
    }

    private mutating func check(_ work: LoadGroup.Work, of group: LoadGroup, at place: String) {
        switch work {
        case .ramp(let ramp):
            check(ramp, at: place)
            checkRequests(of: ramp, group, at: place)
        case .shape(let segments): report(UserSegment.problems(of: segments), at: place)
        case .arrivals(let arrivals): check(arrivals, of: group, at: place)
        }
    }

    private mutating func report(
        _ problems: [(message: String, remedy: String)], at place: String
    ) {
        for problem in problems {
            report(.invalidPlan, "\(place): \(problem.message)", problem.remedy)
        }
    }

    private mutating func check(_ arrivals: Arrivals, of group: LoadGroup, at place: String) {
        let problems = ArrivalSegment.problems(of: arrivals.segments)
        report(problems, at: place)
        guard let most = arrivals.maxUsers else { return }
        guard most >= 1 else {
            report(.invalidPlan, "\(place) has at most \(most) users", "use at least 1")
            return
        }
        guard problems.isEmpty else { return }
        let rate = ArrivalSchedule(
            arrivals.segments, spacing: .even, seed: 0, startNanoseconds: 0
        ).highestRate
        let pauses = Double(group.steps.leastPause.wholeNanoseconds) / 1e9 * plan.pauseScale
        let needed = (rate * pauses).rounded(.up)
        guard Double(most) < needed, needed < 1e15 else { return }
        report(
            .invalidPlan,
            "\(place): \(NumberText.grouped(most)) users are too few for"
                + " \(Rate.perSecond(rate)) × the \(Duration.seconds(pauses).text) of an"
                + " iteration's pauses",
            "use maxUsers: \(NumberText.grouped(Int(needed))) or more, and some for the server's"
                + " time")
    }

    private mutating func check(_ group: UserRamp, at place: String) {
        if group.users < 1 {
            report(.invalidPlan, "\(place) has \(group.users) users", "use at least 1")
        }
        if let loops = group.loops, loops < 1 {
            report(
                .invalidPlan, "\(place) has \(loops) loops",
                "use at least 1, or a duration instead")
        }
        checkTime(group.rampUp, "rampUp", at: place)
        guard let duration = group.duration else { return }
        if duration <= .zero || duration > Self.longest {
            report(
                .invalidPlan, "\(place) has a duration of \(duration.text)",
                Self.remedy(for: duration))
        } else if group.rampUp >= duration {
            report(
                .invalidPlan,
                "\(place) has a rampUp of \(group.rampUp.text), its duration is \(duration.text)",
                "duration includes the ramp-up; make it longer than rampUp")
        }
    }

    private mutating func checkRequests(
        of ramp: UserRamp, _ group: LoadGroup, at place: String
    ) {
        guard let loops = ramp.iterations, loops > 0, ramp.users > 0 else { return }
        let (iterations, overflow) = ramp.users.multipliedReportingOverflow(by: loops)
        let requests = iterations.multipliedReportingOverflow(
            by: max(1, group.steps.requestCount ?? 1))
        if overflow || requests.overflow {
            report(
                .invalidPlan,
                "\(place): \(ramp.users) users × \(loops) loops is more than can be counted",
                "use fewer loops, or a duration")
        }
    }

    mutating func check(_ pause: PauseTime) {
        let times: [Duration] =
            switch pause {
            case .uniform(let range): [range.lowerBound, range.upperBound]
            case .gaussian(let mean, let deviation): [mean, deviation]
            case .exponential(let mean): [mean]
            }
        if let wrong = times.first(where: { $0 < .zero || $0 > Self.longest }) {
            report(
                .invalidPlan, "a pause of \(pause)",
                Self.remedy(for: wrong, least: "zero or more"))
        }
    }
}

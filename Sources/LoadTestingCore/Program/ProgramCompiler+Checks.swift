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
        requests.checkText(name, of: "the name of a group")
        if group.users < 1 {
            report(.invalidPlan, "\(place) has \(group.users) users", "use at least 1")
        }
        if let loops = group.loops, loops < 1 {
            report(
                .invalidPlan, "\(place) has \(loops) loops",
                "use at least 1, or a duration instead")
        }
        checkTimes(of: group, at: place)
        checkDefaults(group.defaults, of: place)
        if let limit = group.limit, !(limit.perSecond > 0 && limit.perSecond.isFinite) {
            report(.invalidPlan, "\(place) has a limit of \(limit)", "use more than zero")
        }
        checkSteps(of: group, at: place)
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
            by: max(1, group.steps.requestCount ?? 1))
        if overflow || requests.overflow {
            report(
                .invalidPlan,
                "\(place): \(group.users) users × \(loops) loops is more than can be counted",
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
        if times.contains(where: { $0 < .zero || $0 > Self.longest }) {
            report(.invalidPlan, "a pause of \(pause)", "a pause is zero or longer")
        }
    }
}

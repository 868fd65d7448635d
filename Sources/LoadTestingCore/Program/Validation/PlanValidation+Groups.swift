import LoadTestingMacrosFree

extension PlanValidation {
    mutating func check(_ group: LoadGroup, named name: String) {
        let place = "\"\(name.printable)\" (\(group.location))"
        problems.checkText(name, of: "the name of a group")
        checkTime(group.startAfter, "startAfter", at: place)
        check(group.work, of: group, at: place)
        if let limit = group.limit, !(limit.perSecond > 0 && limit.perSecond.isFinite) {
            report(
                "\(place) has a limit of \(limit)",
                limit.perSecond > 0 ? "use a number, or no limit" : "use more than zero")
        }
        checkSteps(of: group, at: place)
    }

    private mutating func checkTime(_ value: Duration, _ name: String, at place: String) {
        guard value < .zero || value > TimeLimit.max else { return }
        report(
            "\(place) has a \(name) of \(value.text)",
            TimeLimit.remedy(for: value, min: "zero or more"))
    }

    private mutating func check(_ work: LoadGroup.Work, of group: LoadGroup, at place: String) {
        switch work {
        // The range of a search is checked as such.
        case .ramp where group.search != nil: break
        case .ramp(let ramp):
            check(ramp, at: place)
            checkRequests(of: ramp, group, at: place)
        case .shape(let segments):
            problems.report(UserSegment.problems(of: segments).map { $0.prefixed(by: place) })
        case .arrivals(let arrivals): check(arrivals, of: group, at: place)
        }
    }

    private mutating func check(_ arrivals: Arrivals, of group: LoadGroup, at place: String) {
        let found = ArrivalSegment.problems(of: arrivals.segments)
        if group.search == nil { problems.report(found.map { $0.prefixed(by: place) }) }
        guard let limit = arrivals.maxUsers else { return }
        guard limit >= 1 else {
            report("\(place) has at most \(limit) users", "use at least 1")
            return
        }
        guard found.isEmpty else { return }
        let rate = ArrivalSchedule(
            arrivals.segments, spacing: .even, seed: 0, startNanoseconds: 0
        ).highestRate
        let pauses = Double(group.steps.minPause.wholeNanoseconds) / 1e9 * plan.pauseScale
        let needed = (rate * pauses).rounded(.up)
        guard Double(limit) < needed, needed < 1e15 else { return }
        report(
            "\(place): \(NumberText.grouped(limit)) users are too few for"
                + " \(Rate.perSecond(rate)) × the \(Duration.seconds(pauses).text) of an"
                + " iteration's pauses",
            "use maxUsers: \(NumberText.grouped(Int(needed))) or more, and some for the server's"
                + " time")
    }

    private mutating func check(_ ramp: UserRamp, at place: String) {
        if ramp.users < 1 {
            report("\(place) has \(ramp.users) users", "use at least 1")
        }
        if let loops = ramp.loops, loops < 1 {
            report(
                "\(place) has \(loops) loops",
                "use at least 1, or a duration instead")
        }
        checkTime(ramp.rampUp, "rampUp", at: place)
        guard let duration = ramp.duration else { return }
        if duration <= .zero || duration > TimeLimit.max {
            report(
                "\(place) has a duration of \(duration.text)",
                TimeLimit.remedy(for: duration))
        } else if ramp.rampUp >= duration {
            report(
                "\(place) has a rampUp of \(ramp.rampUp.text), its duration is \(duration.text)",
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
                "\(place): \(ramp.users) users × \(loops) loops is more than can be counted",
                "use fewer loops, or a duration")
        }
    }
}

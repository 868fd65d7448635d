import LoadTestingMacrosFree

extension ConsoleReport {
    /// The load that was sent, and the cost of sending it.
    var generator: [String] {
        [load] + arrivals + warmUp + [connections] + addresses + [own]
            + (connectionNotes + notes + flow).map { "           \($0)" }
    }

    private var notes: [String] {
        isImported ? [] : HealthReview(result.snapshot).notableNotes
    }

    /// The lines of steps and scenarios.
    private var flow: [String] {
        var lines: [String] = []
        if result.snapshot.end == .stopped { lines.append("the plan ended the load: StopTest") }
        if result.pauseScale != 1 {
            lines.append("pauses scaled to \(Ratio(fraction: result.pauseScale))")
        }
        let overruns = result.health.overruns
        if overruns > 0 {
            lines.append(
                "\(NumberText.grouped(overruns)) passes of a Pace were late and caught up")
        }
        let blocked = result.health.blockedNanoseconds.sorted { $0.value > $1.value }
        for (scenario, nanoseconds) in blocked {
            lines.append(
                "scenario \"\(scenario.printable)\" kept its thread for"
                    + " \(NumberText.duration(nanoseconds: nanoseconds)): a call that blocks delays"
                    + " every user; await instead")
        }
        return lines
    }

    private var load: String {
        let snapshot = result.snapshot
        var parts = rates + ["at most \(activeUsers) active"]
        if snapshot.unstartedUsers > 0 {
            parts.append(
                "\(NumberText.grouped(snapshot.unstartedUsers)) users never started: their group"
                    + " had ended")
        }
        if snapshot.abandonedExchanges > 0 {
            parts.append(
                "\(NumberText.grouped(snapshot.abandonedExchanges)) requests under way were given"
                    + " up and are not counted")
        }
        return "load       " + parts.joined(separator: ", ")
            + (isImported ? "" : ", seed \(result.seed.value)")
    }

    /// The rate of the schedule beside the rate that was answered meanwhile.
    private var rates: [String] {
        let arrivals = result.snapshot.arrivals
        guard arrivals.planned > 0, arrivals.scheduledNanoseconds > 0 else { return [] }
        let seconds = Double(arrivals.scheduledNanoseconds) / 1e9
        let offered = Rate.perSecond(Double(arrivals.planned) / seconds)
        let achieved = Rate.perSecond(Double(arrivals.answered) / seconds)
        return ["offered \(offered) (arrivals)", "achieved \(achieved)"]
    }

    /// The users active at once, of those planned where these were more.
    private var activeUsers: String {
        let (peak, planned) = (result.peakActiveUsers, result.snapshot.facts.plannedUsers)
        guard planned > peak, result.snapshot.arrivals.planned == 0 else {
            return NumberText.counted(peak, "user")
        }
        return "\(NumberText.grouped(peak)) of \(NumberText.counted(planned, "user"))"
    }

    /// Of the whole run: connections of a stated warm-up are those that serve later.
    private var connections: String {
        let snapshot = result.snapshot
        let total =
            snapshot.total(of: .everything, in: snapshot.intervals, counters: [])
            ?? LabelSnapshot()
        return
            "network    \(NumberText.counted(Int(total.openedConnections), "connection"))"
            + " opened"
            + ", \(NumberText.bytes(total.sentBytes)) sent"
            + ", \(NumberText.bytes(total.receivedBytes)) received"
    }

    /// Whether the run was read from a file, which knows of no machine.
    var isImported: Bool { result.snapshot.facts.isImported }

    private var own: String {
        guard !isImported else {
            return "generator  not known: read from a file; response times are service times"
        }
        let health = result.health
        let share =
            result.snapshot.durationNanoseconds > 0
            ? Ratio(
                fraction: Double(health.processorNanoseconds)
                    / Double(result.snapshot.durationNanoseconds)) : Ratio(fraction: 0)
        let delay = result.snapshot.ownDelay(99)?.text ?? "—"
        let late = health.startDelay.count(above: .milliseconds(10), orAt: false)
        return "generator  \(health.processorTime.text) of CPU"
            + " (\(NumberText.decimal(share.fraction * 100, places: 0)) % of a core)"
            + ", \(NumberText.bytes(health.peakMemoryBytes)) of memory at most"
            + ", its own delay \(delay) (p99)"
            + ", \(NumberText.grouped(late)) starts over 10 ms late" + Self.buildNote
    }

    private var connectionNotes: [String] {
        [result.health.idleCloses, result.health.generalWay].compactMap(\.self)
    }

    /// The build mode of the library.
    private static var buildNote: String {
        #if DEBUG
            ", debug build"
        #else
            ""
        #endif
    }
}

extension GeneratorHealth {
    /// The connections that the server closed; `nil` for none.
    var idleCloses: String? {
        guard idleClosed > 0 else { return nil }
        return "\(NumberText.grouped(idleClosed)) idle connections were closed by the server"
    }

    /// The requests that were not sent directly; `nil` for none.
    var generalWay: String? {
        guard generalExchanges > 0 else { return nil }
        return NumberText.counted(Int(clamping: generalExchanges), "request")
            + " by libcurl's HTTP, at twice the generator's cost of direct ones"
    }
}

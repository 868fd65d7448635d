import LoadTestingMacrosFree

extension HealthReview {
    /// What casts doubt on the figures without changing a verdict, each a sentence.
    package var suspects: [String] {
        [ownDelay, ownThreads, machine, stolen, standstillAlone].compactMap(\.self)
    }

    /// That arrivals waited for a free user, whoever's fault it was; `nil` when hardly any did.
    package var crowding: String? {
        let arrivals = snapshot.arrivals
        guard arrivals.heldBack * 1_000 > max(1, arrivals.started) else { return nil }
        let why = "that time is in their response times; maxUsers: sets more"
        return "\(overload ?? waited): \(why)"
    }

    private var ownDelay: String? {
        guard let delay = snapshot.ownDelay(99),
            let p99 = snapshot.total()?.percentile(99, on: .response),
            delay > max(.milliseconds(2), p99 / 10)
        else { return nil }
        return "this generator was itself late by \(delay.text) (p99), the measured p99 is"
            + " \(p99.text)\(absences)"
    }

    private var ownThreads: String? {
        let busy = health.threads.longestBusyNanoseconds
        guard busy >= 3_000_000_000 else { return nil }
        let text = NumberText.duration(nanoseconds: busy)
        let said = "a thread of this generator was more than 90 % busy for \(text)"
        guard snapshot.facts.isClosed, let rate = snapshot.value(of: Metric(.requestRate)) else {
            return said
        }
        return "\(said): load was what this generator could give: \(rate)"
    }

    private var machine: String? {
        let machine = health.machine
        guard machine.looks >= 2, machine.saturatedLooks * 2 >= machine.looks else { return nil }
        return "the machine was more than 95 % busy in \(machine.saturatedLooks) of"
            + " \(machine.looks) s: all that runs here shares its processors, this generator too"
    }

    private var stolen: String? {
        guard let share = health.machine.stolenShare, share > 0.05 else { return nil }
        return "a hypervisor gave \(Ratio(fraction: share).whole) of this machine's processors to"
            + " others"
    }

    private var standstillAlone: String? {
        standstill.map { "this generator stood still for \($0.text)" }
    }

    /// What is always said of the generator, beside its own processor time and delay.
    package var notes: [String] {
        [machineNote, starvationNote, throttling, resourcesNote, arrivalsNote, floorNote]
            .compactMap(\.self)
    }

    private var machineNote: String {
        guard let busy = health.machine.busyShare else { return "load of the machine unknown" }
        let stolen = health.machine.stolenShare.map { Ratio(fraction: $0).whole } ?? "unknown"
        return "machine \(Ratio(fraction: busy).whole) busy, stolen by a hypervisor: \(stolen)"
    }

    private var starvationNote: String? {
        health.threads.waitedShare.map {
            "its threads waited \(Ratio(fraction: $0).whole) of the time for a processor"
        }
    }

    private var resourcesNote: String? {
        var parts: [String] = []
        if let count = health.openDescriptors {
            parts.append("about \(NumberText.grouped(count)) open files")
        }
        if let count = health.tcpSockets {
            parts.append("\(NumberText.grouped(count)) TCP sockets of the system in use")
        }
        return parts.isEmpty ? nil : "at most " + parts.joined(separator: ", ")
    }

    private var arrivalsNote: String? {
        health.arrivalDelay.percentile(99).map { "arrivals began up to \($0.text) late (p99)" }
    }

    private var floorNote: String? {
        snapshot.floor.map {
            "floor \($0.p50.text) (p50 against a null target), p99 \($0.p99.text)"
        }
    }
}

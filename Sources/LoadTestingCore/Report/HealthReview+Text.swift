import LoadTestingMacrosFree

extension HealthReview {
    /// The suspicions as sentences.
    package var suspects: [String] { suspicions.map(\.text) }

    /// The sentence that arrivals waited for a free user, for any reason; `nil` when hardly any
    /// did.
    package var userShortage: String? {
        guard isCrowded else { return nil }
        let why = "that time is in their response times; maxUsers: sets more"
        return "\(overload?.text ?? waits.text): \(why)"
    }

    /// The lines about the generator, beside its processor time and delay.
    package var notes: [String] {
        [machineNote, starvationNote, throttlingNote, resourcesNote, arrivalsNote, baselineNote]
            .compactMap(\.self)
    }

    var machineNote: String {
        guard let busy = health.machine.busyShare else { return "load of the machine unknown" }
        let stolen = health.machine.stolenShare.map { Ratio(fraction: $0).whole } ?? "unknown"
        return "machine \(Ratio(fraction: busy).whole) busy, stolen by a hypervisor: \(stolen)"
    }

    var starvationNote: String? {
        health.threads.waitedShare.map { GeneratorAbsence.waited(share: $0).text }
    }

    var throttlingNote: String? {
        health.throttling.periods > 0 ? health.throttling.text : nil
    }

    var resourcesNote: String? {
        var parts: [String] = []
        if let count = health.openDescriptors {
            let limit = openFileLimit.map { " of \(NumberText.grouped($0))" } ?? ""
            parts.append("about \(NumberText.grouped(count)) open files\(limit)")
        }
        if let count = health.tcpSockets {
            let ports = localPorts.map { " (\(NumberText.grouped($0)) local ports)" } ?? ""
            parts.append("\(NumberText.grouped(count)) TCP sockets of the system in use\(ports)")
        }
        return parts.isEmpty ? nil : "at most " + parts.joined(separator: ", ")
    }

    var arrivalsNote: String? {
        health.arrivalDelay.percentile(99).map { "arrivals began up to \($0.text) late (p99)" }
    }

    var baselineNote: String? {
        snapshot.baselineOverhead.map {
            "baseline overhead \($0.p50.text) (p50 against a null target), p99 \($0.p99.text)"
        }
    }
}

extension GeneratorSuspicion {
    /// The sentence about it.
    fileprivate var text: String {
        switch self {
        case .late(let delay, let p99, let absence):
            "this generator was itself late by \(delay.text) (p99), the measured p99 is"
                + " \(p99.text)\(absence.clause)"
        case .busyThread(let nanoseconds, let rate):
            "a thread of this generator was more than 90 % busy for"
                + " \(NumberText.duration(nanoseconds: nanoseconds))"
                + (rate.map { ": load was what this generator could give: \($0)" } ?? "")
        case .fullMachine(let full, let all):
            "the machine was more than 95 % busy in \(full) of"
                + " \(all) s: all that runs here shares its processors, this generator too"
        case .stolen(let share):
            "a hypervisor gave \(Ratio(fraction: share).whole) of this machine's processors to"
                + " others"
        case .processStall(let time): "this generator was stalled for \(time.text)"
        }
    }
}

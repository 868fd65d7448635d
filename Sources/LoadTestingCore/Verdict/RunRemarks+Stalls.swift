import LoadTestingMacrosFree

extension RunRemarks {
    /// A closed group waits while the server stalls, so its percentiles hardly show it.
    func stall(_ total: LabelSnapshot) -> String? {
        let silences = run.judgedIntervals.flatMap(\.silences)
        guard run.facts.isClosed,
            let longest = silences.max(by: { $0.nanoseconds < $1.nanoseconds }),
            longest.nanoseconds >= 200_000_000,
            let all = run.total(), let seconds = run.loadSeconds(of: []),
            let measured = total.percentile(percent, on: .response)
        else { return nil }
        let silent = silences.reduce(0) { $0 + Double($1.nanoseconds) / 1e9 }
        guard silent < seconds,
            let seen = wait(all, silences, silent: silent, of: seconds),
            seen >= 2 * Double(measured.wholeNanoseconds) / 1e9
        else { return nil }
        let unsent = Double(all.requests) / (seconds - silent) * silent
        return "closed loop: while \(text(of: silences, longest, silent)),"
            + " \(NumberText.grouped(longest.waiting)) users waited and"
            + " \(NumberText.grouped(Int(unsent))) requests were never sent; at the measured rate"
            + " arrivals would have seen \(named(.response)) ≈"
            + " \(NumberText.duration(nanoseconds: Int64(seen * 1e9)))."
            + " Use ArrivalGroup to measure that."
    }

    /// What arrivals at the measured rate would have waited.
    ///
    /// How many a server answers while it does not stall is at least what it did, and what its
    /// users, all waiting, would get at their usual time for one.
    private func wait(
        _ all: LabelSnapshot, _ silences: [ServerSilence], silent: Double, of seconds: Double
    ) -> Double? {
        let usual = Double(all.percentile(50, on: .service)?.wholeNanoseconds ?? .max) / 1e9
        let waiting = Double(silences.map(\.waiting).max() ?? 0)
        let start = Double(run.loadTime(of: []).lowerBound) / 1e9
        return StalledQueue(
            stalls: silences.map {
                let begin = Double($0.startNanoseconds) / 1e9 - start
                return begin..<begin + Double($0.nanoseconds) / 1e9
            },
            seconds: seconds, rate: Double(all.requests) / seconds,
            capacity: max(Double(all.requests) / (seconds - silent), waiting / max(usual, 1e-6))
        ).wait(percent)
    }

    /// That the server stalled; where the machine was full nobody knows who it was.
    private func text(
        of silences: [ServerSilence], _ longest: ServerSilence, _ silent: Double
    ) -> String {
        let most = NumberText.duration(nanoseconds: longest.nanoseconds)
        let who = isMachineFull ? "no answer came" : "the server stalled"
        let full = isMachineFull ? " (the machine was more than 95 % busy)" : ""
        guard silences.count > 1 else {
            return "\(who) \(isMachineFull ? "for " : "")\(most)\(full)"
        }
        let sum = NumberText.duration(nanoseconds: Int64(silent * 1e9))
        return "\(who) \(NumberText.grouped(silences.count)) times, at most \(most), \(sum) in all"
            + full
    }

    private var isMachineFull: Bool {
        let machine = run.health.machine
        return machine.looks >= 2 && machine.saturatedLooks * 2 >= machine.looks
    }
}

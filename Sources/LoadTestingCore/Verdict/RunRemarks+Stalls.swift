import LoadTestingMacrosFree

extension RunRemarks {
    /// A closed group waits while the server stalls, so its percentiles hardly show it.
    func stall(_ total: LabelSnapshot) -> RunRemark? {
        let stalls = run.judgedIntervals.flatMap(\.stalls)
        guard run.facts.isClosed,
            let longest = stalls.max(by: { $0.nanoseconds < $1.nanoseconds }),
            longest.nanoseconds >= 200_000_000,
            let all = run.total(), let seconds = run.loadSeconds(of: []),
            let measured = total.percentile(percent, on: .response)
        else { return nil }
        let silent = stalls.reduce(0) { $0 + Double($1.nanoseconds) / 1e9 }
        guard silent < seconds,
            let seen = wait(all, stalls, silent: silent, of: seconds),
            seen >= 2 * Double(measured.wholeNanoseconds) / 1e9
        else { return nil }
        let unsent = Double(all.requests) / (seconds - silent) * silent
        return .stall(
            Stall(
                count: stalls.count, longestNanoseconds: longest.nanoseconds, seconds: silent,
                waiting: longest.waiting, unsent: Int(unsent), isMachineFull: isMachineFull),
            metric.timed(by: .response), .nanoseconds(Int64(seen * 1e9)))
    }

    /// The wait of arrivals at the measured rate.
    ///
    /// The server's rate while it does not stall is at least the measured one, and at least the
    /// rate that its users, all waiting, would get at their median time.
    private func wait(
        _ all: LabelSnapshot, _ stalls: [ServerStall], silent: Double, of seconds: Double
    ) -> Double? {
        let usual = Double(all.percentile(50, on: .service)?.wholeNanoseconds ?? .max) / 1e9
        let waiting = Double(stalls.map(\.waiting).max() ?? 0)
        let start = Double(run.loadTime(of: []).lowerBound) / 1e9
        return StalledQueue(
            stalls: stalls.map {
                let begin = Double($0.startNanoseconds) / 1e9 - start
                return begin..<begin + Double($0.nanoseconds) / 1e9
            },
            seconds: seconds, rate: Double(all.requests) / seconds,
            capacity: max(Double(all.requests) / (seconds - silent), waiting / max(usual, 1e-6))
        ).wait(percent)
    }

    private var isMachineFull: Bool { run.health.machine.isMostlySaturated }
}

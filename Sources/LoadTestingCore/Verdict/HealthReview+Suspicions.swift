import LoadTestingMacrosFree

extension HealthReview {
    /// The doubts about the figures that change no verdict.
    package var suspicions: [GeneratorSuspicion] {
        [lateness, busyThread, fullMachine, stolen, processStall.map { .processStall($0) }]
            .compactMap(\.self)
    }

    private var lateness: GeneratorSuspicion? {
        guard let delay = snapshot.ownDelay(99),
            let p99 = snapshot.total()?.percentile(99, on: .response),
            delay > max(.milliseconds(2), p99 / 10)
        else { return nil }
        return .late(delay, of: p99, absence)
    }

    private var busyThread: GeneratorSuspicion? {
        let busy = health.threads.longestBusyNanoseconds
        guard busy >= 3_000_000_000 else { return nil }
        return .busyThread(
            nanoseconds: busy,
            snapshot.facts.isClosed ? snapshot.value(of: Metric(.requestRate)) : nil)
    }

    private var fullMachine: GeneratorSuspicion? {
        let machine = health.machine
        guard machine.isMostlySaturated else { return nil }
        return .fullMachine(machine.saturatedObservations, of: machine.observations)
    }

    private var stolen: GeneratorSuspicion? {
        guard let share = health.machine.stolenShare, share > 0.05 else { return nil }
        return .stolen(share: share)
    }
}

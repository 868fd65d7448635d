@testable import LoadTestingCore

extension LoadEvidence {
    /// Ten seconds of a load with so many requests under way, of a server with these levels.
    static func made(
        inFlight: Double = 20, requests: UInt64 = 2_000, cores: Int = 2,
        _ levels: [ServerSeries: Double]
    ) -> LoadEvidence {
        var evidence = LoadEvidence()
        evidence.seconds = 10
        evidence.requests = requests
        evidence.inFlight = inFlight
        evidence.okMedian = 100_000_000
        evidence.cores = cores
        evidence.busyProcesses = 1
        var use = ServerUse()
        for (series, value) in levels { use.add(ServerUse.Level(value, for: 10), to: series) }
        evidence.server = use
        return evidence
    }

    /// A server with time to spare that reads everything, in a loop.
    static func idle(
        inFlight: Double = 20, _ levels: [ServerSeries: Double] = [:]
    ) -> LoadEvidence {
        let usual: [ServerSeries: Double] = [
            .cpu: 0.05, .busiestThread: 0.05, .busiestThreadDemand: 0.06, .machineCPU: 0.4,
            .unread: 0.1, .unsent: 0.2, .lockWaiters: 0, .loopsIn(.poll): 0.95,
            .loopsIn(.sleep): 0, .loopsIn(.socket): 0, .threadsIn(.disk): 0,
            .threadsIn(.running): 0.05, .threadsIn(.timedLock): 0,
        ]
        return .made(inFlight: inFlight, usual.merging(levels) { $1 })
    }

    var found: Bottleneck { BottleneckRules(self).found }
}

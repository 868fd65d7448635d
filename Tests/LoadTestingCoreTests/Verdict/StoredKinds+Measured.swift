@testable import LoadTestingCore

extension StoredKind {
    /// With everything that a search can hold.
    private static let searched: CapacityRecord = {
        var level = LoadLevel(load: 2.5, seconds: 4, outcome: .missed)
        level.isRepeated = true
        (level.requests, level.failed, level.throughput) = (10, 1, 2.25)
        (level.p50, level.p95, level.p99) = (1, 2, 3)
        level.reason = "r"
        level.evidence = evidence
        var record = CapacityRecord(countsUsers: false, levels: [level], end: .found)
        (record.held, record.missed) = (2, 2.5)
        record.drift = LevelDrift(load: 1, first: 2, last: 3)
        return record
    }()

    /// With everything that is known of a load.
    private static let evidence: LoadEvidence = {
        var evidence = LoadEvidence()
        (evidence.seconds, evidence.requests, evidence.failed) = (1, 2, 1)
        (evidence.refused, evidence.limited, evidence.unconnected) = (3, 4, 5)
        (evidence.okMedian, evidence.failedMedian, evidence.connectTail) = (6, 7, 8)
        (evidence.inFlight, evidence.receivedBytes, evidence.cores) = (9, 10, 11)
        (evidence.busyProcesses, evidence.openFileLimit, evidence.peakOpenFiles) = (12, 13, 14)
        evidence.ranOutOfMemory = true
        (evidence.firstMemory, evidence.lastMemory, evidence.stalledSeconds) = (15, 16, 17)
        (evidence.generatorSaturation, evidence.generatorCores) = (0.5, 0.25)
        var use = ServerUse()
        use.add(ServerUse.Level(2, for: 1), to: .cpu)
        evidence.server = use
        return evidence
    }()

    static let measured = [
        StoredKind("evidence", evidence),
        StoredKind("capacity", searched),
        StoredKind(
            "ends of searches",
            [
                CapacityRecord.End.found, .highestHeld, .lowestMissed, .generator, .timeLimit,
                .undecided, .interrupted,
            ]),
        StoredKind("outcomes", [LoadLevel.Outcome.held, .missed, .undecided, .generator]),
        StoredKind("histogram", histogram), StoredKind("label", label),
        StoredKind("health", health), StoredKind("interval", interval),
        StoredKind("failed exchange", failed), StoredKind("group", group),
        StoredKind("arrivals", ArrivalCounts()),
        StoredKind("address", AddressUse(name: "n", address: "a", omission: .refused)),
        StoredKind("baseline", BaselineOverhead(times: histogram)),
        StoredKind("server", server), StoredKind("facts", facts),
    ]

    static let result = StoredKind(
        "result",
        LoadTestResult(medianOf: [
            LoadTestResult(
                name: "n", target: "t", snapshot: run, budgets: [p99 < .seconds(1)], scale: 1,
                plannedUsers: 1, seed: 1, notes: ["n"])
        ]))

    private static let histogram = HistogramSnapshot(nanoseconds: [1_000, 5_000_000])

    private static let label: LabelSnapshot = {
        var label = LabelSnapshot([
            .made(end: 5, received: 7, sent: 6, opened: true), .made(end: 5, cause: .reset),
        ])
        label.responseCharges = ChargedTimes.made(measured: 5, relieved: 4, count: 1)
        label.brokenIterations = 1
        label.checks = CheckCounts(passed: 3, failed: 2)
        return label
    }()

    private static let health: GeneratorHealth = {
        var health = GeneratorHealth()
        health.startDelay = histogram
        health.machine = MachineLoad(capacitySeconds: 2, busySeconds: 1, stolenSeconds: 0.5)
        health.threads.waitedNanoseconds = 1
        health.throttling = CgroupThrottling(periods: 1, nanoseconds: 2)
        health.openDescriptors = 9
        health.tcpSockets = 8
        health.strayBytes = ["a": 1]
        health.blockedNanoseconds = ["b": 2]
        health.failures = [.generatorPorts: 3]
        return health
    }()

    private static let interval: IntervalSnapshot = {
        var interval = IntervalSnapshot(startSecond: 1)
        interval.add(labels: PackedLabels([label]))
        interval.add(health: GeneratorHealth())
        interval.stalls = [ServerStall(startNanoseconds: 1, nanoseconds: 2, waiting: 3)]
        var use = ServerUse()
        use.add(ServerUse.Level(0.5, for: 1), to: .cpu)
        interval.add(server: use)
        interval.custom.add(.counter("c", by: 2), at: 1, isInDrain: true)
        interval.custom.add(.gauge("g", 0.5), at: 1, isInDrain: false)
        return interval
    }()

    private static let failed = FailedExchange(
        label: "l", request: "GET /", cause: .http(status: 500), status: 500, explanation: "e",
        body: "b", endNanoseconds: 1)

    private static let group: GroupLoad = {
        var group = GroupLoad(name: "g", startNanoseconds: 1, endNanoseconds: 2, isTimed: true)
        group.users.unanswered = ["l": histogram]
        return group
    }()

    private static let server: ServerRecord = {
        var record = ServerRecord(name: "s")
        var process = ServerRecord.Process(identifier: 7, name: "p")
        process.peakOpenFiles = 5
        record.processes = [process]
        record.events = [ServerRecord.Event(.restart, at: 5, "t")]
        record.openFileLimit = 20_000
        record.scrapedCounters = ["c"]
        record.unseen = ["u"]
        record.gaps = [ServerRecord.Gap(.processes, "g")]
        record.remarks = ["r"]
        record.unratedSamples = ["n": "r"]
        return record
    }()

    private static let facts: RunFacts = {
        var facts = RunFacts()
        facts.segments = ["peak": 1..<2]
        facts.plan = "p"
        facts.commit = "c"
        facts.schedule = PlannedLoad(stepNanoseconds: 3, users: [0, 4], rates: [0.5, 1])
        facts.generators = [
            GeneratorFacts(
                host: "h", processID: 1, isDebugBuild: true, version: "1", curlVersion: "2",
                system: "s", loops: 1, processors: 2, memoryBytes: 3, machine: "m",
                openFileLimit: 4, localPorts: 5)
        ]
        return facts
    }()

    private static let run: RunSnapshot = {
        var run = RunSnapshot(labels: ["GET /"])
        run.facts = facts
        run.intervals = [interval]
        run.examples = [failed]
        run.durationNanoseconds = 2_000_000_000
        run.plateau = 1..<2
        run.groups = [group]
        run.addresses = [AddressUse(name: "n", address: "a")]
        run.baselineOverhead = BaselineOverhead(times: histogram)
        run.server = server
        return run
    }()
}

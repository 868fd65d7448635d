import Foundation
import TestSupport

@testable import LoadTestingCore

/// Runs that nobody made: synthetic measurements of a given size, always the same.
struct SampleRuns {
    var name = "A shop on a Friday"
    var seconds = 120
    /// The seconds that an interval covers.
    var width = 1
    var labels = ["GET /catalogue", "GET /items/{id}", "POST /basket", "login", "checkout"]
    /// Requests of a label each second, of the first one; others have fewer.
    var rate = 60
    var users = 200
    var rampSeconds = 30
    /// The share of requests that fail.
    var failures = 0.004
    var hasServer = true

    /// The typical short run of a test.
    static let short = SampleRuns(seconds: 5, labels: ["GET /health"], rate: 400, rampSeconds: 1)
    /// A run with a table of many rows.
    static let manyLabels = SampleRuns(
        name: "Fifty labels", seconds: 30,
        labels: (1...50).map { "GET /service-\($0)/resources/{id}/details" }, rate: 30,
        rampSeconds: 10)
    /// A run whose seconds were joined.
    static let twoHours = SampleRuns(
        name: "Two hours", seconds: 7_200, width: 12,
        labels: ["GET /catalogue", "POST /basket"], rate: 3)
    /// A million requests.
    static let million = SampleRuns(
        name: "A million", seconds: 600, labels: (1...10).map { "GET /items-\($0)" }, rate: 267,
        failures: 0)

    private var random = SeededGenerator(seed: 7)

    init(
        name: String = "A shop on a Friday", seconds: Int = 120, width: Int = 1,
        labels: [String] = [
            "GET /catalogue", "GET /items/{id}", "POST /basket", "login", "checkout",
        ], rate: Int = 60, rampSeconds: Int = 30, failures: Double = 0.004, hasServer: Bool = true
    ) {
        self.name = name
        self.seconds = seconds
        self.width = width
        self.labels = labels
        self.rate = rate
        self.rampSeconds = rampSeconds
        self.failures = failures
        self.hasServer = hasServer
    }

    /// The run with some budgets: one that holds, one that is missed, one of too few requests.
    func result(_ budgets: [Budget]? = nil) -> LoadTestResult {
        let standard: [Budget] = [
            p99 < .milliseconds(400), errorRate < .percent(0.1), throughput > .perSecond(50),
            p99(of: labels[labels.count - 1]) < .seconds(3), p95 < .milliseconds(150),
        ]
        return LoadTestResult(snapshot, budgets: budgets ?? standard, plannedUsers: users)
    }

    /// The measurements.
    var snapshot: RunSnapshot {
        var copy = self
        return copy.made()
    }

    private mutating func made() -> RunSnapshot {
        var collector = Collector(names: SampleNames(labels: labels), facts: facts)
        let steps = stride(from: 0, to: seconds, by: width)
        for second in steps {
            let load = min(1, Double(second + 1) / Double(rampSeconds))
            let measured = labels.indices.map { label in
                self.label(label, second: second, load: load)
            }
            collector.add(
                second: second, labels: measured, health: health(load),
                activeUsers: max(1, Int(load * Double(users))))
            if hasServer { collector.add(second: second, server: use(second: second, load)) }
        }
        if hasServer { collector.add(server: server) }
        if failures > 0 { collector.add(examples: Self.examples(labels)) }
        var run = collector.finish(
            .complete, durationNanoseconds: Int64(seconds) * 1_000_000_000)
        for index in run.intervals.indices { run.intervals[index].seconds = width }
        return run
    }

    private var facts: RunFacts {
        var facts = RunFacts()
        facts.name = name
        facts.target = "http://127.0.0.1:8000"
        facts.seed = 1
        facts.startNanoseconds = 1_764_500_000_000_000_000
        facts.warmUpSeconds = seconds > 60 ? 10 / width * width : 0
        facts.plannedUsers = users
        facts.plan = """
            load test "\(name)" → http://127.0.0.1:8000
              1. 200 users over \(rampSeconds) s, for \(seconds) s
                GET /catalogue <b>, "quotes" & more
            """
        facts.commit = "1f0c6ac0d1d0c1a7bd0fbb9f4a0e8f6f2f3b9e11"
        facts.schedule = PlannedLoad(
            stepNanoseconds: Int64(rampSeconds) * 1_000_000_000,
            users: (0...max(1, seconds / rampSeconds)).map { $0 == 0 ? 0 : users },
            rates: (0...max(1, seconds / rampSeconds)).map { _ in 0 })
        facts.generators = [
            GeneratorFacts(
                host: "build-7", processID: 4_711, isDebugBuild: false, version: "0.1.0",
                curlVersion: "7.88.1", system: "Debian GNU/Linux 12", loops: 1, processors: 2,
                memoryBytes: 8 << 30)
        ]
        return facts
    }
}

// MARK: - Parts

extension SampleRuns {
    private mutating func label(_ number: Int, second: Int, load: Double) -> LabelSnapshot {
        let count = max(1, Int(Double(rate * width) * load / (1 + Double(number) * 0.35)))
        let failed = (0..<count).count { _ in unit() < failures * (second == 70 ? 30 : 1) }
        var one = LabelSnapshot()
        let services = (0..<count - min(failed, count - 1)).map { _ in
            latency(number, second: second, load: load)
        }
        one.okService = HistogramSnapshot(nanoseconds: services)
        one.okResponse = HistogramSnapshot(
            nanoseconds: services.map { $0 + Int64(load * 400_000 * (1 + unit() * 3)) })
        one.failedResponse = HistogramSnapshot(
            nanoseconds: (0..<failed).map { _ in Int64(2e8 + unit() * 8e8) })
        one.failedService = one.failedResponse
        one.statuses = [200: UInt64(services.count)]
        if failed > 0 {
            one.statuses[number % 2 == 0 ? 503 : 429] = UInt64(failed)
            one.causes = [.http(status: number % 2 == 0 ? 503 : 429): UInt64(failed)]
        }
        one.phases.wait = HistogramSnapshot(nanoseconds: services.map { $0 * 9 / 10 })
        one.phases.receive = HistogramSnapshot(nanoseconds: services.map { $0 / 10 })
        if second < rampSeconds {
            one.phases.connect = HistogramSnapshot(nanoseconds: services.prefix(5).map { $0 / 20 })
            one.openedConnections = 5
        }
        one.receivedBytes = Int64(count * (1_200 + number * 300))
        one.sentBytes = Int64(count * 310)
        one.firstDueNanoseconds = Int64(second) * 1_000_000_000
        one.lastEndNanoseconds = Int64(second + width) * 1_000_000_000
        return one
    }

    private mutating func unit() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }

    /// A skewed latency that grows with the load, with a spike in the middle of the run.
    private mutating func latency(_ label: Int, second: Int, load: Double) -> Int64 {
        let spread = unit() * unit() * unit() * unit()
        let spike = (seconds * 58 / 100..<seconds * 62 / 100).contains(second) ? 3.5 : 1
        let base = (3.0 + Double(label) * 2.2) * (0.5 + load) * spike
        return Int64(base * (0.6 + 0.5 * unit() + 22 * spread) * 1e6)
    }

    private mutating func health(_ load: Double) -> GeneratorHealth {
        var health = GeneratorHealth()
        health.startDelay = HistogramSnapshot(
            nanoseconds: (0..<40).map { _ in Int64(2e4 + unit() * unit() * unit() * 3e6) })
        health.tick = HistogramSnapshot(
            nanoseconds: (0..<40).map { _ in Int64(1e4 + unit() * unit() * 4e5) })
        health.processorNanoseconds = Int64((0.02 + 0.2 * load) * 1e9 * Double(width))
        health.machine = MachineLoad(
            capacitySeconds: 2 * Double(width),
            busySeconds: (0.2 + 1.1 * load + 0.1 * unit()) * Double(width),
            stolenSeconds: 0.004 * unit())
        health.peakMemoryBytes = 41 << 20
        health.openDescriptors = 240
        return health
    }

    private mutating func use(second: Int, _ load: Double) -> ServerUse {
        var use = ServerUse()
        let width = Double(width)
        let grown = Double(second) / Double(seconds)
        let levels: [(ServerSeries, Double)] = [
            (.cpu, 0.08 + 0.8 * load + 0.05 * unit()), (.systemCPU, 0.02 + 0.15 * load),
            (.machineCPU, 0.2 + 1.2 * load + 0.1 * unit()),
            (.memory, 64e6 + 48e6 * grown), (.openFiles, 24 + 200 * load), (.threads, 9),
            (.processes, 1), (.established, 200 * load), (.acceptQueue, (unit() * 3).rounded()),
            (.timeWait, 12), (.diskWritten, 20_000 * unit()),
            (.networkReceived, 900_000 * load), (.networkSent, 2_400_000 * load),
            (.voluntarySwitches, 4_000 * load), (.involuntarySwitches, 60 * unit()),
            (.scraped("pool_in_use"), (12 * load).rounded()),
        ]
        for (series, value) in levels { use.add(ServerUse.Level(value, for: width), to: series) }
        return use
    }

    private var server: ServerRecord {
        var record = ServerRecord(name: "python3 -m uvicorn shop:app")
        record.cores = 2
        record.openFileLimit = 20_000
        if seconds > 60 {
            let instant = Int64(seconds) * 590_000_000
            record.events = [
                .init(.restart, at: instant, "uvicorn (1234) ended with exit code 1")
            ]
        }
        record.unseen = ["disk read: not permitted"]
        return record
    }

    private static func examples(_ labels: [String]) -> [FailedExchange] {
        let body = #"{"error": "pool exhausted", "retry": true}"#
        return [FailureCause.http(status: 503), .http(status: 429)].enumerated().map {
            FailedExchange(
                label: labels[min($0, labels.count - 1)],
                request: "POST http://127.0.0.1:8000/basket", cause: $1, status: $1.status,
                explanation: "", body: body, endNanoseconds: Int64($0 + 1) * 12_400_000_000)
        }
    }
}

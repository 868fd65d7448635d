import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct ScalingTests {
    /// A run whose search has found a rate.
    private func run(
        _ rate: Double, saturated: Bool = false, beyond: LoadEvidence? = nil
    ) -> LoadTestResult {
        var snapshot = RunSnapshot(labels: ["GET /"])
        snapshot.facts.target = "http://127.0.0.1:8000"
        snapshot.facts.generators = [
            GeneratorFacts(
                host: "h", processID: 1, isDebugBuild: false, version: "1", curlVersion: "2",
                system: "s", loops: 1, processors: 2, memoryBytes: 1)
        ]
        var record = CapacityRecord(countsUsers: false, end: .found)
        (record.held, record.missed) = (rate > 0 ? rate : nil, rate > 0 ? rate * 1.05 : 5)
        if let beyond, let missed = record.missed {
            var level = LoadLevel(load: missed, seconds: 5, outcome: .missed)
            level.evidence = beyond
            record.levels = [level]
        }
        snapshot.capacity = record
        var interval = IntervalSnapshot(startSecond: 0)
        var health = GeneratorHealth()
        for _ in 0..<3 {
            health.machine.merge(
                MachineLoad(
                    capacitySeconds: 2, busySeconds: saturated ? 2 : 1, stolenSeconds: nil))
        }
        interval.generators[0] = health
        snapshot.intervals = [interval]
        return LoadTestResult(snapshot, budgets: [], plannedUsers: 0)
    }

    private func scaling(
        _ rates: [(Int, Double)], saturatedFrom: Int = .max, beyond: LoadEvidence? = nil
    ) async throws -> Scaling {
        let byNumber = Dictionary(uniqueKeysWithValues: rates)
        return try await Scaling.measure(rates.map(\.0)) { size in
            run(byNumber[size] ?? 0, saturated: size >= saturatedFrom, beyond: beyond)
        }
    }

    @Test func `each size has its efficiency, and the law its figures`() async throws {
        let scaling = try await scaling([(1, 100), (2, 190), (4, 340), (8, 520)])
        #expect(scaling.sizes.map(\.size) == [1, 2, 4, 8])
        #expect(scaling.efficiency(at: 1) == 1 && scaling.efficiency(at: 4) == 0.85)
        #expect(scaling.efficiency(at: 3) == nil)
        #expect(scaling.isReliable && scaling.contention > 0.03 && scaling.contention < 0.1)
        #expect(scaling.contentionInterval.contains(scaling.contention))
        #expect(scaling.crosstalkInterval.upperBound > scaling.crosstalk)
        #expect(abs(scaling.expectedThroughput(at: 4).perSecond - 340) < 10)
        let text = scaling.description
        #expect(text.contains("size  throughput"), "\(text)")
        #expect(text.contains("law        contention 0.0"), "\(text)")
        #expect(text.contains("answer     helps: 8 do 5.2 times as much as 1"), "\(text)")
        #expect(!text.contains("but  "), "\(text)")
    }

    @Test func `more that does no more, or makes it worse, is said`() async throws {
        let flat = try await scaling([(1, 100), (2, 190), (4, 195), (8, 196)])
        #expect(flat.description.contains("answer     helps until 2: 4 do no more"))
        let worse = try await scaling([(1, 100), (2, 180), (4, 250), (8, 150)])
        #expect(worse.description.contains("answer     helps until 4: 8 do 40 % less"))
        #expect(try #require(worse.peakSize) < 8)
        let never = try await scaling([(1, 100), (2, 80), (4, 60), (8, 40)])
        #expect(never.description.contains("does not help: 2 do 20 % less than 1"))
    }

    /// The record of requests that wait for a service on port 5432.
    private func wait(connections: Double, cores: Double, under load: Double) -> LoadEvidence {
        var evidence = LoadEvidence()
        (evidence.seconds, evidence.requests, evidence.inFlight) = (5, 1_000, load)
        evidence.cores = 8
        var use = ServerUse()
        for (series, value) in [
            (ServerSeries.cpu, 0.5), (.connections(toPort: 5432), connections),
            (.awaiting(port: 5432), connections), (.upstreamCPU(port: 5432), cores),
        ] {
            use.add(ServerUse.Level(value, for: 5), to: series)
        }
        evidence.server = use
        return evidence
    }

    @Test func `more that waits for a busy database hides it`() async throws {
        let rates = [(1, 100.0), (2, 190), (4, 195), (8, 196)]
        let database = wait(connections: 20, cores: 0.97, under: 20)
        let busy = try await scaling(rates, beyond: database)
        #expect(busy.hiddenLimit?.kind == .upstream && busy.hiddenLimit?.port == 5432)
        #expect(
            busy.description.contains(
                "answer     helps until 2: 4 do no more; hides: port 5432 was at 97 % of a core"
                    + " at 4"), "\(busy)")
        let pool = try await scaling(
            rates, beyond: wait(connections: 5, cores: 0.1, under: 40))
        #expect(
            pool.description.contains(
                "hides: 5 connections to port 5432 had no room left at 4"), "\(pool)")
        let away = try await scaling(
            rates, beyond: wait(connections: 20, cores: 0.1, under: 20))
        #expect(
            away.description.contains("hides: the answers of port 5432 were waited for at 4"),
            "\(away)")
    }

    @Test func `nothing is hidden where more helps, nor where nothing is known`() async throws {
        let database = wait(connections: 20, cores: 0.97, under: 20)
        let helps = try await scaling([(1, 100), (2, 190), (4, 340)], beyond: database)
        #expect(helps.hiddenLimit == nil && !helps.description.contains("hides"))
        let unknown = try await scaling([(1, 100), (2, 100)])
        #expect(unknown.hiddenLimit == nil && !unknown.description.contains("hide"))
        let busy = try await scaling(
            [(1, 100), (2, 100)], saturatedFrom: 2, beyond: database)
        #expect(busy.hiddenLimit == nil)
    }

    @Test func `fewer than four sizes are arithmetic`() async throws {
        let scaling = try await scaling([(1, 100), (2, 190), (4, 340)])
        #expect(!scaling.isReliable)
        #expect(scaling.description.contains("arithmetic contention"))
        #expect(scaling.description.contains("3 sizes give three figures by arithmetic"))
    }

    @Test func `a law that does not fit says so`() async throws {
        let scaling = try await scaling([(1, 100), (2, 100), (4, 420), (8, 300), (16, 900)])
        #expect(!scaling.isReliable)
        #expect(scaling.description.contains("but        the law does not fit: at "))
    }

    @Test func `above the size at which the machine was busy nothing is said`() async throws {
        let scaling = try await scaling(
            [(1, 100), (2, 190), (4, 195), (8, 190)], saturatedFrom: 4)
        #expect(scaling.largestTrustedSize == 2)
        let text = scaling.description
        #expect(
            text.contains(
                "the generator and the server shared 2 cores: above 2 nothing can be said"),
            "\(text)")
        #expect(text.contains("answer     helps: 2 do 1.9 times as much as 1"), "\(text)")
        let busy = try await self.scaling([(1, 100), (2, 110)], saturatedFrom: 1)
        #expect(busy.largestTrustedSize == nil)
        #expect(busy.description.contains("answer     nothing can be said"))
    }

    @Test(arguments: [[], [4], [1, 2, 2], [4, 2, 1], [0, 1], [-1, 3], [1, 2_000_000]])
    func `sizes that can't be are refused before the first run`(sizes: [Int]) async {
        var runs = 0
        await #expect(throws: LoadTestError.self) {
            _ = try await Scaling.measure(sizes) { size in
                runs += 1
                return run(Double(size))
            }
        }
        #expect(runs == 0)
    }

    @Test func `the error names the size and the remedy`() {
        let problem = Scaling.problems(of: [1, 4, 2]).first
        #expect(problem?.message == "Scaling.measure with 2 after 4")
        #expect(problem?.remedy == "use ascending sizes: [1, 2, 4]")
    }

    @Test func `sizes without a success are no law`() async throws {
        await #expect(throws: LoadTestError.self) {
            _ = try await scaling([(1, 100), (2, 0)])
        }
        let three = try await scaling([(1, 100), (2, 0), (4, 300)])
        #expect(three.efficiency(at: 2) == 0 && three.efficiency(at: 4) == 0.75)
    }
}

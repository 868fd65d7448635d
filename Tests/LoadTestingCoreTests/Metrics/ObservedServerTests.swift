import Testing

@testable import LoadTestingCore

@Suite struct ObservedServerTests {
    private let run = RunSnapshot.served([
        .cpu: [0.5, 1, 0.75], .memory: [100, 300, 200], .openFiles: [20, 30],
        .machineCPU: [1, 2, 1], .connections(toPort: 5_432): [1, 2, 3],
        .scraped("pool"): [4, 5, 6],
    ])

    @Test func `everything that was observed has a name and a course`() throws {
        let server = try #require(LoadTestResult.made(run).server)
        #expect(server.name == "python3 server.py" && !server.isShared)
        #expect(
            server.names == [
                "connections:5432", "cpu", "machineCPU", "memory", "openFiles", "scraped:pool",
            ])
        let memory = try #require(server["memory"])
        #expect(memory.name == "memory" && memory.gap == nil)
        #expect(memory.mean == .bytes(.bytes(200)) && memory.peak == .bytes(.bytes(300)))
        #expect(memory.points.map(\.start) == [.zero, .seconds(1), .seconds(2)])
        #expect(memory.points.map(\.length) == [.seconds(1), .seconds(1), .seconds(1)])
        #expect(memory.points.map(\.mean) == [100, 300, 200].map { .bytes(.bytes($0)) })
        #expect(
            server["cpu"]?.points.map(\.peak) == [0.5, 1, 0.75].map { .ratio(Ratio(fraction: $0)) })
        #expect(server["machineCPU"]?.peak == .ratio(.percent(100)), "of two cores")
        #expect(server["openFiles"]?.points.count == 2)
        #expect(server["openFiles"]?.peak == .count(30) && server["openFiles"]?.mean == .number(25))
        #expect(server["swap"] == nil && server["nothing"] == nil)
    }

    @Test func `metrics of the server are read of an interval`() {
        let intervals = LoadTestResult.made(run).intervals
        #expect(intervals.map { $0[.serverCPU] } == [.percent(50), .percent(100), .percent(75)])
        #expect(intervals.map { $0[.serverMemory]?.bytes } == [100, 300, 200])
        #expect(intervals.map { $0[.serverOpenFiles] } == [20, 30, nil])
        #expect(intervals[0][.serverCPUTimePerRequest] == .milliseconds(5))
        #expect(intervals[0][serverMemory.growth] == nil, "a second shows no trend")
    }

    @Test func `what was not observed of the server is said, and where it counts`() throws {
        var run = run
        run.server?.gaps = [ServerRecord.Gap(.processorTime, "python3 (7) of another user")]
        run.server?.unseen = ["open files: not ours"]
        let server = try #require(LoadTestResult.made(run).server)
        #expect(server.gaps == ["python3 (7) of another user"])
        #expect(server.unobserved == ["open files: not ours"])
        #expect(server["cpu"]?.gap == "python3 (7) of another user")
        #expect(server["memory"]?.gap == nil)
    }

    @Test func `a run without a server has none`() {
        #expect(LoadTestResult.made(.made(ok: [(1, 1)])).server == nil)
    }

    @Test func `a number of things has a value by whichever figure is asked for`() {
        let result = LoadTestResult.made(run)
        #expect(result[serverOpenFiles.mean] == 25)
        #expect(result[serverOpenFiles.mean.peak] == 30)
    }
}

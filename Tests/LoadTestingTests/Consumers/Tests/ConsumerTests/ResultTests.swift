import Foundation
import LoadTesting
import Testing

/// A step of one's own, made of the library's.
private struct Visit: Step {
    var path: String

    @StepsBuilder var steps: Steps {
        HTTPGet(path).named("visit")
        Pause(.milliseconds(20))
    }
}

/// A target of one's own: the server that listens where the environment says.
private struct Watched: LoadTargetConvertible {
    private let server: Server

    init() throws {
        let url = ProcessInfo.processInfo.environment["TARGET_URL"].flatMap { URL(string: $0) }
        server = try Server.listening(on: try #require(url?.port))
    }

    var loadTarget: LoadTarget { server.loadTarget }
}

/// The part of a result that others can read: no `@testable` and no package of the library's here.
@Suite struct Results {
    private func measured() async throws -> LoadTestResult {
        try await LoadTest("course", target: try Watched()) {
            ThreadGroup(users: 4, duration: .seconds(3)) { Visit(path: "/health") }
            expect(errorRate < .percent(1))
        }.run()
    }

    @Test func course() async throws {
        let result = try await measured()
        let intervals = result.intervals
        #expect(intervals.count >= 3)
        #expect(intervals.map(\.start).prefix(3) == [.zero, .seconds(1), .seconds(2)])
        #expect(intervals.allSatisfy { $0.length == .seconds(1) && !$0.isWarmUp })
        #expect(intervals.reduce(0) { $0 + $1.requests } == result.requests)
        let second = intervals[1]
        #expect(second.requests > 50 && second.errors == 0 && second.peakActiveUsers == 4)
        #expect(second.requests(of: "visit") == second.requests)
        #expect(second.statuses == [200: second.requests] && second.errorsByCause.isEmpty)
        #expect(try #require(second[.p99(of: "visit")]) > .zero)
        let rate = try #require(second[.throughput])
        #expect(rate == .perSecond(Double(second.requests)))
        #expect(second.health.processorTime > .zero)
        for interval in intervals {
            print(
                interval.start, interval.requests, interval.errors, interval.peakActiveUsers,
                interval[.throughput] as Any, interval[.p99(of: "visit")] as Any,
                interval[.serverCPU] as Any)
        }
        print("course read")
    }

    @Test func server() async throws {
        let result = try await measured()
        let server = try #require(result.server)
        #expect(server.names.contains("cpu") && server.names.contains("memory"))
        let memory = try #require(server["memory"])
        #expect(memory.gap == nil && memory.points.count >= 2)
        guard case .bytes(let peak) = memory.peak else { throw Unit() }
        #expect(peak == result[.serverMemory] && peak > .mebibytes(1))
        #expect(memory.points.contains { $0.peak == memory.peak })
        for name in server.names {
            let series = server[name]!
            print(name, series.mean, series.peak, series.points.count, series.gap ?? "")
        }
        print("server read")
    }

    @Test func storing() async throws {
        let result = try await measured()
        let stored = try JSONEncoder().encode(result)
        let read = try JSONDecoder().decode(LoadTestResult.self, from: stored)
        #expect(read.requests == result.requests && read.snapshot.layoutVersion == 10)
        #expect(read.intervals.map(\.requests) == result.intervals.map(\.requests))
        #expect(read[.p99] == result[.p99] && read.statuses == result.statuses)
        switch read.mode {
        case .load: print("stored and read")
        case .dryRun: throw Unit()
        @unknown default: throw Unit()
        }
    }

    private struct Unit: Error {}
}

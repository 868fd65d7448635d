import Foundation
import LoadTesting
import Testing

/// What keeps the processor of a Python process busy: computing, logging, JSON.
///
/// Where processes are compared, each request has a new connection: a kept one stays with the
/// process that has accepted it, and one process can have accepted all.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct ProcessTests {
    /// A Python process computes on one core; a second one takes another, where there is one.
    @Test func oneWorkerAgainstTwo() async throws {
        let one = try await load("/primes", workers: 1, .perRequest) {
            expect(serverCPU < .percent(115))
        }
        let two = try await load("/primes", workers: 2, .perRequest) {}
        // A request costs what it costs, whichever process answers it.
        #expect(try cost(of: two) < cost(of: one) * 2)
        let busy = try max(busyCores(beside: one), busyCores(beside: two))
        guard busy < 0.5 else {
            Issue.record("\(busy) cores were busy elsewhere, rates say nothing", severity: .warning)
            return
        }
        #expect(try rate(of: two) > rate(of: one) * 1.2)
        #expect(try #require(two[.serverCPU]) > #require(one[.serverCPU]))
    }

    /// Of processes that block and compute nothing two serve twice as much, on any machine.
    @Test func oneBlockedWorkerAgainstTwo() async throws {
        let one = try await load("/wait/blocking", workers: 1, .perRequest) {
            expect(throughput <= .perSecond(50))
        }
        let two = try await load("/wait/blocking", workers: 2, .perRequest) {
            expect(throughput <= .perSecond(100))
        }
        #expect(try rate(of: two) > rate(of: one) * 1.4)
    }

    /// Two hundred lines a request, formatted and written before the reply.
    @Test func loggingAgainstSilence() async throws {
        let loud = try await load("/log", log: "on") {}
        let silent = try await load("/log", log: "off") {}
        #expect(try rate(of: silent) > rate(of: loud) * 2)
        #expect(try cost(of: loud) > cost(of: silent) * 2)
    }

    /// Ten thousand objects as JSON, for a page that shows fifty.
    @Test func hugeJSONAgainstAPage() async throws {
        let all = try await load("/points") {}
        let page = try await load("/points/page") {}
        #expect(try rate(of: page) > rate(of: all) * 3)
        #expect(try cost(of: all) > cost(of: page) * 3)
    }

    private func load(
        _ path: String, workers: Int = 1, _ connection: ConnectionReuse = .kept,
        log: String = "off",
        @LoadTestBuilder expecting budgets: () -> LoadTestElements
    ) async throws -> LoadTestResult {
        let app = try await FastAPI.launch(workers: workers, environment: ["LOG": log])
        return try await withServer(app) { server in
            try await LoadTest("\(path), workers: \(workers), log \(log)", target: server) {
                HTTPDefaults(connection: connection)
                ThreadGroup(users: 6, rampUp: .milliseconds(300), duration: .seconds(3)) {
                    HTTPGet("\(path)")
                }
                expect(errorRate <= .percent(0))
                budgets()
            }.run()
        }
    }

    /// How many cores were busy with other things than the server.
    private func busyCores(beside result: LoadTestResult) throws -> Double {
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        return try #require(result[.machineCPU]).fraction * cores
            - #require(result[.serverCPU]).fraction
    }

    private func rate(of result: LoadTestResult) throws -> Double {
        try #require(result[.throughput]).perSecond
    }

    /// The processor time of a request.
    private func cost(of result: LoadTestResult) throws -> Duration {
        try #require(result[.serverCPUTimePerRequest])
    }
}

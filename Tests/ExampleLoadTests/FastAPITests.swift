import Foundation
import LoadTesting
import TestServers
import Testing

/// The founding plan against FastAPI under one uvicorn worker, from `Examples/FastAPI`.
///
/// Needs a Python that has `Examples/FastAPI/requirements.txt`, named by `FASTAPI_PYTHON`. Runs a
/// hundredth of the plan; `LOADTESTING_SCALE=1` runs the whole million.
@Suite(
    .loadTest, .tags(.loadTest),
    .enabled(if: python != nil || isCI))
struct FastAPITests {
    @Test func aMillionHealthChecks() async throws {
        let uvicorn = try await ServerProcess.launch(
            #require(python, "CI needs it: Scripts/test installs it"),
            ["-m", "uvicorn", "app:app", "--port", "{port}", "--no-access-log"], in: folder)
        try await withServer(uvicorn) { server in
            let result = try await LoadTest("FastAPI, a million health checks", target: server.url)
            {
                ThreadGroup(users: 10_000, rampUp: .seconds(100), loops: 100) {
                    HTTPGet("/health")
                }
                expect(p90 < .seconds(1))
                expect(errorRate < .percent(5), throughput > .perSecond(2_000))
            }.run(scale: 0.01)
            #expect(result.health.failures.isEmpty, "no error is the generator's own")
        }
    }
}

private let environment = ProcessInfo.processInfo.environment
private let isCI = environment["CI"] != nil
private let python = environment["FASTAPI_PYTHON"]
private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples/FastAPI").standardizedFileURL.path

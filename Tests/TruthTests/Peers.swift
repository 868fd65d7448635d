import Foundation
import LoadTesting
import TestServers
import Testing

/// Other load testers' figures of the freeze that ``Truth/Freeze`` measures.
///
/// Not a test of them but a table: run by `Scripts/truth --peers` where they are installed.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["TRUTH_PEERS"] != nil,
        "run by Scripts/truth --peers"))
struct Peers {
    private static let model = QueueModel(
        .constant(.microseconds(500)), freezeAt: .milliseconds(4_002), freezeFor: .seconds(1))

    @Test func `what they say of a freeze`() async throws {
        var rows = [
            ["tool", "load", "requests", "p95", "p99", "max"],
            Array(repeating: "---", count: 6),
            ["theory", "200/s arrive", "2000", "550.5 ms", "910.5 ms", "1000.5 ms"],
        ]
        rows.append(
            try await ours("LoadTesting, ArrivalGroup", "200/s arrive") {
                ArrivalGroup(rate: .perSecond(200), for: .seconds(10), maxUsers: 400) {
                    HTTPGet("/")
                }
            })
        rows.append(
            try await ours("LoadTesting, ThreadGroup with Pace", "100 users, 2/s each") {
                ThreadGroup(users: 100, rampUp: .milliseconds(500), loops: 20) {
                    Pace(every: .milliseconds(500))
                    HTTPGet("/")
                }
            })
        rows.append(
            try await ours("LoadTesting, ThreadGroup", "10 users") {
                ThreadGroup(users: 10, duration: .seconds(10)) { HTTPGet("/") }
            })
        for tool in PeerTool.all {
            let server = try QueueServer(Self.model)
            guard let output = try tool.run(against: server.url) else {
                print("\(tool.name) is not installed")
                continue
            }
            server.stop()
            let figures = tool.read(output)
            if figures.max == nil { print(output.suffix(2_000)) }
            rows.append(
                [tool.name, tool.load, figures.requests]
                    + [figures.p95, figures.p99, figures.max].map(text))
        }
        print("\nWhat peers say of the same freeze")
        print(rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
    }

    private func ours(
        _ name: String, _ load: String, @LoadTestBuilder _ elements: () -> LoadTestElements
    ) async throws -> [String] {
        let result = try await observe(name, Self.model, elements).result
        let times = [LatencyMetric.p95, .p99, .max].map { metric in
            text(result[metric].map { $0 / .seconds(1) })
        }
        return [name, load, "\(result.requests)"] + times
    }

    private func text(_ seconds: Double?) -> String {
        seconds.map { String(format: "%.1f ms", $0 * 1_000) } ?? "—"
    }
}

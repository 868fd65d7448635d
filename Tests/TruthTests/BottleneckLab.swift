import Foundation
import LoadTesting
import Testing

/// Crippled servers, and what is said of each: `Scripts/experiments bottleneck [ROUNDS]`.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["BOTTLENECK_ROUNDS"] != nil,
        "run by Scripts/experiments bottleneck"))
struct BottleneckLab {
    /// A server of `Examples/Bottlenecks/server.py`, and its fault.
    private struct Subject {
        var kind: String
        var expected: Bottleneck.Kind
        /// The kind of the process behind it; `nil` for none.
        var behind: String?
        var seconds = 5
        var users = 20

        init(_ kind: String, _ expected: Bottleneck.Kind, behind: String? = nil) {
            self.kind = kind
            self.expected = expected
            self.behind = behind
        }
    }

    private static let rounds =
        ProcessInfo.processInfo.environment["BOTTLENECK_ROUNDS"].flatMap { Int($0) } ?? 1
    private static let script = URL(filePath: #filePath)
        .appending(path: "../../../Examples/Bottlenecks/server.py").standardizedFileURL.path

    private static let subjects: [Subject] = [
        Subject("burning", .processor), Subject("turns", .processor),
        Subject("workers", .processor), Subject("sleeper", .eventLoop),
        Subject("blocked", .eventLoop, behind: "behind"), Subject("lock-asleep", .lock),
        Subject("lock-busy", .lock), Subject("file-lock", .lock),
        Subject("pool", .connectionPool, behind: "behind"),
        Subject("pool-of-threads", .connectionPool, behind: "behind"),
        Subject("waiting", .upstream, behind: "behind-few"),
        Subject("waiting", .upstream, behind: "behind-busy"),
        Subject("pool", .upstream, behind: "behind-busy"), Subject("growing", .memory),
        Subject("files", .openFiles),
        Subject("half-closed", .openFiles, behind: "behind-closing"),
        Subject("short-queue", .listenQueue), Subject("synced", .disk),
        Subject("large", .network), Subject("refusing", .refusal), Subject("shedding", .refusal),
        Subject("places", .unknown), Subject("slowed", .unknown),
    ]

    private static func launch(_ kind: String, behind: Server? = nil) async throws -> Server {
        try await .launch(
            "python3",
            arguments: [script, kind, "{port}"] + (behind.map { ["\($0.port)"] } ?? []),
            environment: ["DISK": "/var/tmp"])
    }

    private static func bottleneck(of subject: Subject) async throws -> Bottleneck? {
        var behind: Server?
        if let kind = subject.behind { behind = try await launch(kind) }
        let server = try await launch(subject.kind, behind: behind)
        let narrow = Network(bandwidth: .megabitsPerSecond(20))
        let target =
            subject.expected == .network
            ? try narrow.relay(to: server).loadTarget : server.loadTarget
        let result = try await LoadTest("\(subject.kind)", target: target) {
            ThreadGroup(users: subject.users, duration: .seconds(subject.seconds)) { HTTPGet("/") }
            expect(p95 < .milliseconds(2), errorRate < .percent(1))
        }.run(recording: .nothing)
        await server.stop()
        await behind?.stop()
        return result.bottleneck
    }

    @Test func `each fault is named in nine of ten runs, and no other one is`() async throws {
        var (right, wrong, all) = (0, 0, 0)
        for subject in Self.subjects {
            var found: [String: Int] = [:]
            var last = ""
            for _ in 0..<Self.rounds {
                let bottleneck = try await Self.bottleneck(of: subject)
                let kind = bottleneck?.kind ?? .unknown
                let sure = (bottleneck?.certainty ?? .none).rawValue
                found["\(kind.rawValue) (\(sure))", default: 0] += 1
                all += 1
                right += kind == subject.expected ? 1 : 0
                wrong += kind != subject.expected && kind != .unknown ? 1 : 0
                last = bottleneck?.evidence.first ?? ""
            }
            let kinds = found.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" }
            let name = subject.kind + (subject.behind.map { " + \($0)" } ?? "")
            print(
                "bottleneck: | \(name) | \(subject.expected.rawValue)"
                    + " | \(kinds.joined(separator: ", ")) | \(last) |")
        }
        print("bottleneck: \(right) of \(all) right, \(wrong) wrong")
        #expect(right * 10 >= all * 9 && wrong * 100 <= max(100, all))
    }
}

import Foundation
import LoadTesting

/// A crippled server of `Examples/Bottlenecks`, and its fault.
struct BottleneckSubject {
    /// The program that has the kind.
    enum Program {
        case python, node, swift
    }

    var kind: String
    var expected: Bottleneck.Kind
    var program = Program.python
    /// The kind of the process behind it; `nil` for none.
    var behind: String?
    var users = 20
    let seconds = 5

    init(
        _ kind: String, _ expected: Bottleneck.Kind, _ program: Program = .python,
        behind: String? = nil, users: Int = 20
    ) {
        self.kind = kind
        self.expected = expected
        self.program = program
        self.behind = behind
        self.users = users
    }

    var name: String { kind + (behind.map { " + \($0)" } ?? "") }

    static let all = processor + waits + limits + connections

    private static let processor = [
        BottleneckSubject("burning", .processor), BottleneckSubject("turns", .processor),
        BottleneckSubject("workers", .processor), BottleneckSubject("hashes", .processor),
        BottleneckSubject("node-burning", .processor, .node),
        BottleneckSubject("node-hashes", .processor, .node),
    ]

    private static let waits = [
        BottleneckSubject("sleeper", .eventLoop), BottleneckSubject("child", .eventLoop),
        BottleneckSubject("blocked", .eventLoop, behind: "behind"),
        BottleneckSubject("node-blocked", .eventLoop, .node),
        BottleneckSubject("blocked-loop", .eventLoop, .swift),
        BottleneckSubject("lock-asleep", .lock), BottleneckSubject("lock-busy", .lock),
        BottleneckSubject("file-lock", .lock), BottleneckSubject("global-lock", .lock, .swift),
        BottleneckSubject("pool", .connectionPool, behind: "behind"),
        BottleneckSubject("pool-of-threads", .connectionPool, behind: "behind"),
        BottleneckSubject("waiting", .upstream, behind: "behind-few"),
        BottleneckSubject("waiting", .upstream, behind: "behind-busy"),
        BottleneckSubject("pool", .upstream, behind: "behind-busy"),
        BottleneckSubject("places", .unknown), BottleneckSubject("slowed", .unknown),
        BottleneckSubject("metered", .unknown), BottleneckSubject("few-threads", .unknown),
        BottleneckSubject("helpers", .unknown),
        BottleneckSubject("blocked-pool", .unknown, .swift),
    ]

    private static let limits = [
        BottleneckSubject("growing", .memory), BottleneckSubject("capped", .unknown),
        BottleneckSubject("files", .openFiles), BottleneckSubject("few-files", .openFiles),
        BottleneckSubject("leak", .openFiles, behind: "behind"),
        BottleneckSubject("half-closed", .openFiles, behind: "behind-closing"),
        BottleneckSubject("synced", .disk), BottleneckSubject("synced-loop", .disk),
        BottleneckSubject("node-synced", .disk, .node),
    ]

    private static let connections = [
        BottleneckSubject("short-queue", .listenQueue, users: 60),
        BottleneckSubject("large", .network), BottleneckSubject("refusing", .refusal),
        BottleneckSubject("shedding", .refusal),
    ]
}

extension BottleneckSubject {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../Examples/Bottlenecks").standardizedFileURL

    /// Launches it and what stands behind it, loads it, and ends both.
    func load() async throws -> LoadTestResult {
        var service: Server?
        if let behind {
            service = try await Self.launch(behind, .python)
        }
        let server = try await Self.launch(kind, program, behind: service)
        let narrow = Network(bandwidth: .megabitsPerSecond(20))
        let target =
            expected == .network ? try narrow.relay(to: server).loadTarget : server.loadTarget
        let result = try await LoadTest("\(kind)", target: target) {
            ThreadGroup(users: users, duration: .seconds(seconds)) { HTTPGet("/") }
            expect(p95 < .milliseconds(2), errorRate < .percent(1))
            expect(.max < .milliseconds(500))
        }.run(recording: .nothing)
        await server.stop()
        await service?.stop()
        return result
    }

    private static func launch(
        _ kind: String, _ program: Program, behind: Server? = nil
    ) async throws -> Server {
        let path = { (name: String) in folder.appending(path: name).path }
        let arguments = [kind, "{port}"] + (behind.map { ["\($0.port)"] } ?? [])
        let storage = ["DISK": "/var/tmp"]
        return switch program {
        case .python:
            try await .launch(
                "python3", arguments: [path("server.py")] + arguments, environment: storage)
        case .node:
            try await .launch(
                "node", arguments: [path("server.mjs")] + arguments, environment: storage)
        case .swift:
            try await .launch(path(".build/debug/BottleneckServer"), arguments: arguments)
        }
    }
}

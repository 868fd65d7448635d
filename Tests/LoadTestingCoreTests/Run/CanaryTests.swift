import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Secrets are planted wherever a plan or a server may hold one, and looked for in everything
    /// that a run leaves behind.
    @Suite(.timeLimit(.minutes(2))) struct Canaries {
        private let token = Slot<String>("token")
        private let plain = Slot<String>("plain")

        /// Echoes what it was sent, as servers do that explain a failure.
        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                switch request.target {
                case "/login":
                    connection.reply(
                        headers: [
                            "Set-Cookie: sid=CANARY-cookie1; Path=/", "X-Auth: CANARY-auth1",
                        ],
                        body: #"{"data":{"access_token":"CANARY-token1"},"n":"CANARY-plain1"}"#)
                case let target where target.hasPrefix("/go"):
                    connection.reply(
                        "302 Found",
                        headers: ["Location: http://me:CANARY-user1@127.0.0.1:9/?code=CANARY-code1"]
                    )
                default:
                    let text = request.headerLines.joined(separator: " ")
                    connection.reply(
                        "500 No", headers: ["X-Auth: CANARY-auth2"],
                        body:
                            "CANARY-token1 came, see http://me:CANARY-user2@h/"
                            + " pin=CANARY-pin1 \(text)"
                    )
                }
            }
        }

        private func plan(_ url: String) -> LoadTest {
            LoadTest("canaries", target: url) {
                ThreadGroup(users: 1) {
                    HTTPPost("/login", body: .form(["pin": "CANARY-pin2", "user": "ann"]))
                        .capture(token, jsonPath: "$.data.access_token")
                        .capture(plain, jsonPath: "$.n")
                    HTTPGet("/a/\(plain)?sig=CANARY-sig1").named("echo")
                        .header("Authorization", "Bearer \(token)")
                        .header("X-Api-Key", "CANARY-key1").header("Referer", "/?a=CANARY-ref1")
                        .check(.status(500), .bodyContains("hello"))
                    HTTPGet("/b").named("auth").check(
                        .status(500), .header("X-Auth", equals: "CANARY-wanted1"))
                    HTTPGet("/go").named("go").redirects(.sameOrigin)
                    HTTPGet("/c").named("shown").authorization(
                        .basic(user: "ann", password: "CANARY-word1"))
                }
            }
        }

        private func outputs(of plan: LoadTest, as mode: RunMode) async throws -> String {
            let file = FileManager.default.temporaryDirectory
                .appendingPathComponent("canaries-\(UUID().uuidString)")
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            defer { try? FileManager.default.removeItem(at: file) }
            let handle = try FileHandle(forWritingTo: file)
            let console = Console(
                environment: [:], isTerminal: false, output: handle.fileDescriptor)
            let folder = try TemporaryFolder()
            let result = try await LoadTestRunner(
                plan, as: mode, console: console,
                variables: ["LOADTESTING_OUTPUT": folder.path("out")], loops: 1
            ).result()
            try handle.synchronize()
            let snapshot = try JSONEncoder().encode(result.snapshot)
            return try String(contentsOf: file, encoding: .utf8) + result.description
                + String(decoding: snapshot, as: UTF8.self)
                + result.failedExamples.map { "\($0)" }.joined()
                + result.findings.map(\.message).joined() + texts(in: folder.path("out"))
        }

        /// The contents of all files in a folder, and their names.
        private func texts(in folder: String) throws -> String {
            let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
            return try (names ?? []).filter { $0.contains(".") }.map {
                try "\n\($0):\n" + String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
            }.joined()
        }

        @Test func aLoadRepeatsNoSecret() async throws {
            let server = try server()
            let text = try await outputs(of: plan(server.url), as: .load)
            #expect(!text.contains("CANARY"), "\(text)")
            // It still says what went wrong, and where.
            #expect(text.contains("check(body contains \"hello\")"))
            #expect(text.contains("{token} came") && text.contains("…@h"))
            #expect(text.contains("/a/{plain}?sig=…"))
            for name in ["results.jtl", "report.html", "junit.xml", "latency.hlog"] {
                #expect(text.contains("/\(name):\n"))
            }
            #expect(text.contains("check(header X-Auth is …)"))
        }

        @Test func aDryRunRepeatsNoSecret() async throws {
            let server = try server()
            let text = try await outputs(of: plan(server.url), as: .dryRun)
                .replacing("CANARY-plain1", with: "")
            #expect(!text.contains("CANARY"), "\(text)")
            #expect(text.contains("Location: http://…@127.0.0.1:9/?code=…"))
            #expect(text.contains("Referer: /?a=…") && text.contains("user=ann"))
            #expect(text.contains("{token} = …") && text.contains("{plain} = "))
        }

        /// A scenario is code: what it captures and throws is looked at, too.
        @Test func aScenarioRepeatsNoSecret() async throws {
            let server = try server()
            let (token, url) = (token, server.url)
            let plan = LoadTest("canaries", target: url) {
                ThreadGroup(users: 1) {
                    Scenario("visit") { user in
                        _ = try await user.send(
                            HTTPGet("/login").capture(token, jsonPath: "$.data.access_token"))
                        let reply = try await user.get("/d")
                        try reply.check(.status(500))
                        try reply.check(.bodyContains("hello"))
                    }
                }
            }
            for mode in [RunMode.load, .dryRun] {
                let text = try await outputs(of: plan, as: mode)
                #expect(!text.replacing("CANARY-plain1", with: "").contains("CANARY"), "\(text)")
            }
        }

        /// 4 kB of one letter held the test for 29 s.
        @Test func aLongFailedReplyHoldsNobodyUp() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply("500 No", body: String(repeating: "A", count: 1 << 20))
            }
            let plan = LoadTest("long", target: server.url) {
                ThreadGroup(users: 1, loops: 5) {
                    HTTPGet("/").check(.jsonPath("$.a", equals: "x"), .bodyContains("hello"))
                }
            }
            let start = ContinuousClock.now
            let result = try await measure(plan)
            // What the report says is what it took.
            #expect(start.duration(to: .now) < result.duration + .seconds(10))
            #expect(result.duration < .seconds(10))
            #expect(result.failedExamples.allSatisfy { $0.body.utf8.count <= 1_100 })
        }
    }
}

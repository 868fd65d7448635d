import TestSupport

#if os(Linux)
    import Foundation
    import LoadTestingCore
    import TestServers
    import Testing

    extension UnderLoad {
        /// The library as other packages use it: their tests, run as processes of their own.
        ///
        /// Linux only, where a test bundle is a program.
        @Suite(.timeLimit(.minutes(10))) struct Consumers {
            /// Load tests of others on this machine may have to be waited for.
            private let limit = Duration.seconds(180)

            /// Runs tests of the package and returns what they wrote.
            private func test(
                _ arguments: [String], on server: ScriptedServer,
                environment: [String: String] = [:]
            ) async throws -> (exit: ChildProcess.Exit?, output: String) {
                let child = try await start(arguments, on: server, environment: environment)
                let exit = await child.exit(within: limit)
                return (exit, child.output)
            }

            private func start(
                _ arguments: [String], on server: ScriptedServer,
                environment: [String: String] = [:]
            ) async throws -> ChildProcess {
                try ChildProcess(
                    try await ConsumerPackage.executable("ConsumerPackageTests.xctest"), arguments,
                    environment: environment.merging(["TARGET_URL": server.url]) { $1 })
            }

            private func swiftTesting(_ filter: String) -> [String] {
                ["--testing-library", "swift-testing", "--filter", filter]
            }

            private let misses = [
                ("first", "requestCount was 20, budget > 20 (20 requests)"),
                ("second", "requestCount was 20, budget < 20 (20 requests)"),
                ("afterwards", "requestCount was 20, budget > 20 (20 requests)"),
            ]

            private func expectSwiftTestingMisses(in output: String) throws {
                let name = "SwiftTestingTests.swift"
                for (mark, text) in misses {
                    let line = try ConsumerPackage.line(name, marked: mark)
                    let issues = output.split(separator: "recorded an issue at ").filter {
                        $0.hasPrefix("\(name):\(line):")
                    }
                    #expect(issues.count == 1, "\(output)")
                    #expect(issues.first?.contains("↳ \(text) [\(name):\(line)]\n") == true)
                }
            }

            private func expectXCTestMisses(in output: String) throws {
                let name = "XCTestTests.swift"
                for (mark, text) in misses {
                    let line = try ConsumerPackage.line(name, marked: mark)
                    let issues = output.split(separator: "\n").filter {
                        $0.contains("/\(name):\(line): error:") && $0.contains(text)
                    }
                    #expect(issues.count == 1, "\(output)")
                }
            }

            @Test func swiftTestingFailsAtEachBudget() async throws {
                let (exit, output) = try await test(
                    swiftTesting("ConsumerTests.Budgets"), on: try ScriptedServer())
                #expect(exit?.status == 1)
                try expectSwiftTestingMisses(in: output)
                #expect(output.contains("Test passed() passed"))
                #expect(output.contains("with 3 issues"))
            }

            @Test func xcTestFailsAtEachBudget() async throws {
                let (exit, output) = try await test(
                    ["ConsumerTests.XCTestBudgets"], on: try ScriptedServer())
                #expect(exit?.status == 1)
                try expectXCTestMisses(in: output)
                #expect(output.contains("Executed 3 tests, with 3 failures (0 unexpected)"))
                #expect(output.contains("XCTestBudgets.testPassed' passed"))
            }

            @Test(arguments: [
                ("course", "course read"), ("server", "server read"),
                ("storing", "stored and read"),
            ])
            func resultsAreReadFromOutside(test: String, says: String) async throws {
                let (exit, output) = try await self.test(
                    swiftTesting("ConsumerTests.Results/\(test)"), on: try ScriptedServer())
                #expect(exit == .success && output.contains(says), "\(output)")
            }

            @Test func swiftTestRunsBoth() async throws {
                _ = try await ConsumerPackage.executable("Tool")
                let server = try ScriptedServer()
                let child = try ChildProcess(
                    "/usr/bin/env",
                    [
                        "swift", "test", "--skip-build", "--scratch-path",
                        ConsumerPackage.scratchPath, "--filter", "Budgets",
                    ], in: ConsumerPackage.directory, environment: ["TARGET_URL": server.url])
                let exit = await child.exit(within: .seconds(120))
                #expect(exit?.status == 1)
                try expectSwiftTestingMisses(in: child.output)
                try expectXCTestMisses(in: child.output)
            }

            @Test func outsideOfTestsMissesAreThrown() async throws {
                let server = try ScriptedServer()
                let child = try ChildProcess(
                    try await ConsumerPackage.executable("Outside"), [server.url])
                #expect(await child.exit(within: limit) == .success)
                #expect(child.output.contains("thrown: 1 of 2"))
                #expect(
                    child.output.contains("load test \"outside\" missed:\n  - requestCount was 20"))
                #expect(child.output.contains("missed: requestCount was 20, budget > 30"))
                #expect(child.output.contains("expect: failed"))
                #expect(server.requests.count == 40)
            }

            @Test func offSkips() async throws {
                let server = try ScriptedServer()
                let off = ["LOADTESTING": "off"]
                let modern = try await test(
                    swiftTesting("Budgets|Switched"), on: server, environment: off)
                #expect(modern.exit == .success)
                for name in ["missed", "passed", "plain", "marked", "nightly"] {
                    #expect(modern.output.contains("Test \(name)() was cancelled"))
                }
                #expect(modern.output.contains("load tests are switched off: LOADTESTING=off"))
                let classic = try await test(
                    ["ConsumerTests.XCTestBudgets"], on: server, environment: off)
                #expect(classic.exit == .success)
                #expect(classic.output.contains("with 3 tests skipped and 0 failures"))
                #expect(server.connectionCount == 0)
            }

            @Test func onRunsWhatHasToBeAskedFor() async throws {
                let server = try ScriptedServer()
                let unset = try await test(swiftTesting("/marked\\(|nightly"), on: server)
                #expect(unset.output.contains("marked ran"))
                #expect(!unset.output.contains("nightly ran"))
                #expect(unset.exit == .success)
                let on = try await test(
                    swiftTesting("nightly"), on: server, environment: ["LOADTESTING": "on"])
                #expect(on.output.contains("nightly ran"))
            }

            @Test func scaleScalesUsersAndJudgesNoThroughput() async throws {
                let server = try ScriptedServer()
                let (exit, output) = try await test(
                    swiftTesting("plain"), on: server, environment: ["LOADTESTING_SCALE": "0.2"])
                #expect(exit == .success)
                #expect(server.requests.count == 6)
                #expect(server.connectionCount == 2)
                #expect(output.contains("not judged: the load is scaled"))
                #expect(output.contains("scaled to 20 %"))
            }

            @Test func scaleThatMeansNothingIsAnError() async throws {
                let (exit, output) = try await test(
                    swiftTesting("plain"), on: try ScriptedServer(),
                    environment: ["LOADTESTING_SCALE": "much"])
                #expect(exit?.status == 1)
                #expect(output.contains("LOADTESTING_SCALE is \"much\""))
            }

            @Test func interruptEndsTheLoadReportsAndFailsTheTest() async throws {
                let server = try ScriptedServer()
                let child = try await start(swiftTesting("Interrupted"), on: server)
                #expect(await eventually(within: limit) { server.requests.count > 20 })
                let start = ContinuousClock.now
                child.send(SIGINT)
                let exit = await child.exit(within: .seconds(10))
                #expect(start.duration(to: .now) < .seconds(3))
                #expect(exit?.status == 1 && exit?.isSignal == false)
                #expect(child.output.contains("✗ interrupted by SIGINT"))
                #expect(child.output.contains("GET /health"))
                #expect(child.output.contains("Test first() recorded an issue"))
            }

            /// SIGTERM as from a CI whose time is up, SIGHUP as from a terminal that was closed.
            @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")])
            func signalsEndTheLoadReportAndFailTheTest(_ signal: Int32, _ name: String) async throws
            {
                let server = try ScriptedServer()
                let child = try await start(swiftTesting("Interrupted"), on: server)
                #expect(await eventually(within: limit) { server.requests.count > 20 })
                child.send(signal)
                let exit = await child.exit(within: .seconds(60))
                // By itself, unless that takes it longer than the grace.
                #expect(exit == .init(status: 1) || exit == .init(status: signal, isSignal: true))
                #expect(child.output.contains("✗ interrupted by \(name)"))
                #expect(child.output.contains("Test first() recorded an issue"))
            }

            /// The text of another process is cut and steers no terminal.
            @Test func anotherProcessLineIsPrintedWithCare() async throws {
                let server = try ScriptedServer()
                let tool = try await ConsumerPackage.executable("Tool")
                let holder = try ChildProcess(tool, ["lock", "/tmp/loadtesting.lock"])
                #expect(await eventually(within: limit) { holder.output.contains("held") })
                let (exit, output) = try await test(
                    swiftTesting("forAnotherProcess"), on: server,
                    environment: ["LOADTESTING_WAIT": "1"])
                #expect(exit?.status == 1)
                let says = "waiting waits for another load test: process "
                #expect(output.contains(says) && !output.contains("\u{1b}[2J"))
                #expect(output.split(separator: "\n").allSatisfy { $0.count < 500 })
                #expect(output.contains("it waited 1 s for another load test: process"))
                #expect(output.contains("LOADTESTING_WAIT"))
                #expect(server.connectionCount == 0)
                holder.send(SIGKILL)
            }

            @Test func runWaitsForThatOfAnotherProcess() async throws {
                let server = try ScriptedServer()
                let tool = try await ConsumerPackage.executable("Tool")
                let holder = try ChildProcess(tool, ["hold", "/tmp/loadtesting.lock"])
                #expect(await eventually(within: limit) { holder.output.contains("held") })
                let child = try await start(swiftTesting("forAnotherProcess"), on: server)
                let says = "waiting waits for another load test:"
                #expect(await eventually(within: .seconds(30)) { child.output.contains(says) })
                try await Task.sleep(for: .milliseconds(500))
                #expect(server.connectionCount == 0)
                holder.send(SIGKILL)
                #expect(await child.exit(within: limit) == .success)
                #expect(server.requests.count == 1)
                let lasted = child.output.firstMatch(of: /lasted ([0-9.]+) ms/)?.output.1
                #expect(try #require(lasted.flatMap { Double($0) }) < 500)
            }
        }
    }
#endif

import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Plans and targets refused before the first request.
    @Suite(.timeLimit(.minutes(1))) struct Preflights {
        /// The problems for which a plan is refused.
        private func problems(
            of plan: LoadTest
        ) async throws -> [LoadTestError.Problem] {
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            return error?.problems ?? []
        }

        private func plan(
            _ target: String, allowing policy: TargetPolicy = .localAndPrivate, users: Int = 1,
            path: String = "/"
        ) -> LoadTest {
            LoadTest("refused", target: target, allowing: policy) {
                ThreadGroup(users: users) { HTTPGet(path) }
            }
        }

        @Test(arguments: [
            "8.8.8.8", "[2001:4860:4860::8888]", "172.32.0.1", "100.64.0.1",
            "169.254.169.254", "2852039166", "0251.0376.0251.0376", "[::ffff:169.254.169.254]",
            "[fd00:ec2::254]",
        ])
        func publicAddressIsRefusedWithItsRemedy(_ host: String) async throws {
            let problem = try #require(try await problems(of: plan("http://\(host):9")).first)
            #expect(problem.code == .targetNotAllowed)
            #expect(problem.remedy.contains("allowing: .hosts("))
        }

        @Test func publicAddressOfASingleRequestIsRefused() async throws {
            let server = try ScriptedServer()
            let found = try await problems(of: plan(server.url, path: "http://8.8.8.8:9/x"))
            #expect(found.map(\.code) == [.targetNotAllowed])
            #expect(server.connectionCount == 0)
        }

        @Test func allowedHostPasses() async throws {
            let program = try ProgramCompiler.compile(
                plan("http://8.8.8.8:9", allowing: .hosts("8.8.8.8")), environment: [:])
            #expect(try await Preflight.check(program, variables: [:]).names == [])
        }

        /// A name that resolves otherwise later on: the rule holds for each connect.
        @Test func addressIsCheckedAgainAtEachConnect() async throws {
            var plan = plan("http://rebound.test:9")
            plan.groups[0].loops = 3
            let program = try ProgramCompiler.compile(plan, environment: [:])
            let settings = RunSettings(
                curl: CurlSettings(
                    names: [ResolvedName("rebound.test", port: 9, addresses: ["8.8.8.8"])],
                    userAgent: "test"))
            let snapshot = try await Session(program, settings: settings, console: nil).run()
                .snapshot
            let total = try #require(snapshot.total())
            #expect(total.causes == [.policy: 3])
            #expect(total.openedConnections == 0)
        }

        @Test func namedHostIsReachedWhereThePlanAllowsIt() async throws {
            let server = try ScriptedServer()
            let target = "http://shop.example:\(server.port)"
            let program = try ProgramCompiler.compile(
                plan(target, allowing: .hosts("Shop.Example")), environment: [:])
            let settings = RunSettings(
                curl: CurlSettings(
                    names: [
                        ResolvedName("shop.example", port: server.port, addresses: ["127.0.0.1"])
                    ], userAgent: "test"))
            let snapshot = try await Session(program, settings: settings, console: nil).run()
                .snapshot
            #expect(snapshot.total()?.succeeded == 1)
            let host = "shop.example:\(server.port)"
            #expect(server.requests.first?.values(of: "Host") == [host])
        }

        @Test func everyHostMayBeAllowed() async throws {
            let server = try ScriptedServer()
            let result = try await measure(plan(server.url, allowing: .anyHost))
            #expect(result.errors == 0)
        }

        @Test func nameThatDoesNotResolveIsAnError() async throws {
            let found = try await problems(of: plan("http://no-such-host.invalid"))
            #expect(found.map(\.code) == [.unresolvedTarget])
            #expect(found[0].message.contains("no-such-host.invalid"))
        }

        @Test func closedPortIsAResult() async throws {
            let server = try ScriptedServer()
            server.stop()
            // A process that another test starts at this moment may hold the port for a moment.
            #expect(await eventually { !accepts(server.port) })
            let result = try await measure(plan(server.url))
            #expect(result.errorsByCause == [.connect: 1])
            #expect(result.failedExamples.first?.explanation.isEmpty == false)
        }

        @Test func localhostIsResolvedOnceToTheFamilyThatAnswers() async throws {
            let server = try ScriptedServer()
            let plan = plan("http://localhost:\(server.port)")
            let program = try ProgramCompiler.compile(plan, environment: [:])
            let names = try await Preflight.check(program, variables: [:]).names
            #expect(names.map(\.addresses) == [["127.0.0.1"]])
            let before = server.connectionCount
            let result = try await measure(plan)
            #expect(result.errors == 0)
            #expect(result.snapshot.total()?.openedConnections == 1)
            let host = "localhost:\(server.port)"
            #expect(server.requests.map { $0.values(of: "Host") } == [[host]])
            // Where localhost has two addresses, one attempt each finds out which one answers.
            #expect(server.connectionCount - before <= 2)
        }

        @Test(.enabled(if: DescriptorLimit.raiseAndCountFree().limit < 10_000_000))
        func tooManyUsersAreRefusedWithTheNumberNeeded() async throws {
            let limit = DescriptorLimit.raiseAndCountFree().limit
            let server = try ScriptedServer()
            let found = try await problems(of: plan(server.url, users: limit + 1))
            let problem = try #require(found.first { $0.code == .insufficientResources })
            #expect(problem.message.contains(NumberText.grouped(limit + 1 + 64)))
            #expect(problem.remedy.contains("ulimit -Hn"))
            #expect(server.connectionCount == 0)
        }

        @Test func allProblemsAreReportedAtOnce() async throws {
            let found = try await problems(
                of: plan("http://no-such-host.invalid", path: "http://8.8.8.8/"))
            #expect(found.map(\.code) == [.unresolvedTarget, .targetNotAllowed])
        }
    }
}

import LoadTestingCore
import LoadTestingMacrosFree
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// The time that rates are over, for each kind of group: the plan's own, however few requests
    /// there were, and however late the last answer came.
    @Suite(.timeLimit(.minutes(1))) struct LoadTimes {
        /// A load, how many requests it has, and the time that its rate is over; all others are in
        /// `VirtualLoadTests`.
        struct Load: Sendable, CustomTestStringConvertible {
            var testDescription: String
            var requests: Int
            var seconds: Double
            /// Whether the plan says when it ends; where not, a late generator takes longer.
            var isStated = true
            var group: @Sendable () -> any LoadSource
        }

        static let loads = [
            Load("even", 5, 1) {
                ArrivalGroup(rate: .perSecond(5), for: .seconds(1)) { HTTPGet("/") }
            },
            Load("loops with pauses", 4, 0.8, isStated: false) {
                ThreadGroup(users: 1, loops: 4) {
                    HTTPGet("/")
                    Pause(.milliseconds(200))
                }
            },
            Load("scenario", 4, 0.8, isStated: false) {
                ThreadGroup(users: 2, loops: 2) {
                    Scenario("visit") { user in
                        try await user.get("/")
                        try await user.pause(.milliseconds(400))
                    }
                }
            },
        ]

        @Test(arguments: loads)
        func `a rate is over the time of the load`(load: Load) async throws {
            let server = try ScriptedServer()
            var plan = LoadTest("time", target: server.url) {
                ThreadGroup(users: 1) { HTTPGet("/") }
            }
            plan.groups = [load.group().group]
            let result = try await measure(plan)
            let found = try #require(result.snapshot.groups.first)
            let seconds = Double(found.endNanoseconds - found.startNanoseconds) / 1e9
            if load.isStated {
                #expect(abs(seconds - load.seconds) < 1e-6)
                #expect(result.requests <= load.requests)
            } else {
                #expect((load.seconds - 1e-6...load.seconds + 5).contains(seconds))
                #expect(result.requests == load.requests)
            }
            // What a starved machine answers after the end is counted, and not in the rate.
            let inTime = Double(result.all.succeeded - result.all.succeededInDrain)
            let rate = try #require(result[.throughput]).perSecond
            #expect(abs(rate - inTime / seconds) < 1e-6)
            #expect(rate <= Double(load.requests) / load.seconds + 1e-6, "never flattering")
        }

        @Test func `a label has the time of its group, and all have that of all groups`()
            async throws
        {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("labels", target: server.url) {
                    ThreadGroup(users: 1, loops: 1) {
                        HTTPPost("/login")
                        Loop(4) {
                            HTTPGet("/items")
                            Pause(.milliseconds(150))
                        }
                    }
                    ArrivalGroup(
                        .hold(.perSecond(10), for: .milliseconds(500)),
                        startAfter: .milliseconds(500)
                    ) { HTTPGet("/late") }
                })
            let login = try #require(result[.throughput(of: "POST /login")]).perSecond
            let items = try #require(result[.throughput(of: "GET /items")]).perSecond
            #expect(login <= 1 / 0.6 && abs(items / login - 4) < 0.001)
            let late = try #require(result[.requestRate(of: "GET /late")]).perSecond
            #expect(late <= 10)
            let all = try #require(result[.requestRate]).perSecond
            #expect(all <= 10 && Double(result.requests) / all >= 0.999)
            // Not what a busy machine makes of it: the figure alone.
            let budget = requestRate(of: "POST /login") > .perSecond(50)
            #expect(Judge(result.snapshot).judge(budget).verdict == .failed)
        }

        @Test func `a single request without a stated time has no rate`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("one", target: server.url) {
                    ThreadGroup(users: 1, loops: 1, startAfter: .milliseconds(300)) {
                        HTTPGet("/")
                    }
                })
            #expect(result[.throughput] == nil)
            let finding = result.judge(.throughput > .perSecond(50))
            #expect(finding.verdict == .inconclusive)
            #expect(finding.message.contains("duration:"), "\(finding.message)")
        }

        /// One answer of all takes as long again as the load.
        @Test func `one straggler neither divides the rate nor is a stall`() async throws {
            let count = Mutex(0)
            let server = try ScriptedServer { _, connection in
                let isStraggler = count.withLock {
                    $0 += 1
                    return $0 == 20
                }
                if isStraggler { connection.pause(.seconds(3)) }
                connection.reply()
            }
            let result = try await measure(
                LoadTest("straggler", target: server.url) {
                    ArrivalGroup(rate: .perSecond(100), for: .seconds(1)) { HTTPGet("/") }
                })
            #expect(result.duration > .milliseconds(1_500) && result.errors == 0)
            let rate = try #require(result[.throughput]).perSecond
            let inTime = result.all.succeeded - result.all.succeededInDrain
            #expect(abs(rate - Double(inTime)) < 1e-6 && result.all.succeededInDrain >= 1)
            let stalls = result.snapshot.intervals.flatMap(\.stalls)
            #expect(
                stalls.allSatisfy { $0.startNanoseconds + $0.nanoseconds <= 1_100_000_000 },
                "\(stalls)")
            #expect(!result.remarks.contains { $0.contains("never sent") }, "\(result.remarks)")
            #expect(result.remarks.contains { $0.contains("were waiting for the last answers") })
        }

        @Test func `an aborted load has the time that passed`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("aborted", target: server.url) {
                    ThreadGroup(users: 1, duration: .seconds(30)) {
                        Loop(6) {
                            HTTPGet("/")
                            Pause(.milliseconds(100))
                        }
                        StopTest()
                    }
                    ArrivalGroup(rate: .perSecond(10), for: .seconds(30)) { HTTPGet("/open") }
                })
            for group in result.snapshot.groups {
                #expect((600_000_000...5_000_000_000).contains(group.endNanoseconds))
            }
            let open = try #require(result[.throughput(of: "GET /open")]).perSecond
            #expect((3...13).contains(open), "\(open)")
        }

        @Test func `threads have one load, a warm-up is none of it`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("warm", target: server.url, warmUp: .seconds(1)) {
                ArrivalGroup(rate: .perSecond(10), for: .seconds(2)) { HTTPGet("/") }
            }
            let stream = SampleStream()
            let result = try await LoadTestRunner(
                plan, console: nil, variables: [:], loops: 2, samples: [stream]
            ).result()
            var ends: [Int64] = []
            for await batch in stream { ends += batch.samples.map(\.end) }
            #expect(result.snapshot.groups[0].endNanoseconds == 2_000_000_000)
            #expect(ends.count == 20 && ends.contains { $0 < 1_000_000_000 })
            let rate = try #require(result[.throughput]).perSecond
            let inTime = result.all.succeeded - result.all.succeededInDrain
            let judged = ends.count { (1_000_000_000...2_000_000_000).contains($0) }
            #expect(abs(rate - Double(inTime)) < 1e-6 && Int(inTime) == judged)
        }
    }
}

extension UnderLoad.LoadTimes.Load {
    init(
        _ name: String, _ requests: Int, _ seconds: Double, isStated: Bool = true,
        _ group: @escaping @Sendable () -> any LoadSource
    ) {
        self.init(
            testDescription: name, requests: requests, seconds: seconds, isStated: isStated,
            group: group)
    }
}

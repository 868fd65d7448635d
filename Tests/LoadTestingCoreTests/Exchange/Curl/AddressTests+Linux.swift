import TestSupport

#if os(Linux)
    import Foundation
    import LoadTesting
    import TestServers
    import Testing

    @testable import LoadTestingCore

    extension UnderLoad {
        /// A name with several addresses.
        @Suite(.timeLimit(.minutes(2))) struct Addresses {
            /// Runs a plan for which `multi.test` stands for these addresses.
            private static func measure(
                _ plan: LoadTest, at hosts: [String], loops: Int = 1
            ) async throws -> LoadTestResult {
                try await LoadTestRunner(
                    plan, console: nil, variables: [:], loops: loops, hosts: ["multi.test": hosts]
                ).result()
            }

            private static func uses(_ result: LoadTestResult) -> [String: UInt64] {
                Dictionary(
                    result.snapshot.addresses.map { ($0.address, $0.requests) },
                    uniquingKeysWith: +)
            }

            // MARK: - All answer

            /// However connections are kept and whatever sends: each address gets its part, and the
            /// servers' own logs say the same.
            @Test(arguments: [1, 2], [ConnectionReuse.kept, .perIteration, .perRequest])
            func usersAreSpread(loops: Int, reuse: ConnectionReuse) async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
                let result = try await Self.measure(
                    LoadTest("spread", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 9, loops: 10) { HTTPGet("/") }
                            .defaults(HTTPDefaults(connection: reuse))
                    }, at: servers.addresses, loops: loops)
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [30, 30, 30])
                #expect(
                    Self.uses(result) == ["127.0.0.1": 30, "127.0.0.2": 30, "127.0.0.3": 30])
                let report = "\(result)"
                #expect(report.contains("multi.test:\(servers.port): 127.0.0.2 30 requests"))
                #expect(!report.contains("addresses of multi.test"))
            }

            @Test(arguments: [ArrivalConnection.pooled, .perArrival])
            func arrivalsAreSpread(connection: ArrivalConnection) async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let result = try await Self.measure(
                    LoadTest("arrivals", target: "http://multi.test:\(servers.port)") {
                        ArrivalGroup(
                            rate: .perSecond(40), for: .seconds(1), connection: connection
                        ) { HTTPGet("/") }
                    }, at: servers.addresses)
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [20, 20])
            }

            /// One user's parallel requests and those of a scenario go where the user goes.
            @Test func allRequestsOfAUserGoToItsAddress() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let result = try await Self.measure(
                    LoadTest("user", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 2, loops: 5) {
                            Parallel {
                                HTTPGet("/a")
                                HTTPGet("/b")
                                HTTPGet("/c")
                            }
                        }
                        ThreadGroup(users: 2, loops: 5) {
                            Scenario("visit") { user in _ = try await user.get("/d") }
                        }
                    }, at: servers.addresses)
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [20, 20])
                // Three and one, and the one that asked whether somebody is there.
                #expect(servers.connectionCounts == [5, 5])
            }

            @Test func manyAddressesAndTheSameOneTwice() async throws {
                let servers = try Servers((1...8).map { "127.0.0.\($0)" })
                let result = try await Self.measure(
                    LoadTest("many", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 16, loops: 5) { HTTPGet("/") }
                    }, at: servers.addresses + ["127.0.0.1", "127.0.0.8"])
                #expect(result.errors == 0)
                #expect(servers.requestCounts == servers.addresses.map { _ in 10 })
                #expect(result.snapshot.addresses.count == servers.addresses.count)
            }

            @Test func severalNamesAreSpreadEachByItsOwn() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
                let target = "http://two.test:\(servers.port)"
                let plan = LoadTest("names", target: target) {
                    ThreadGroup(users: 6, loops: 5) {
                        HTTPGet("/")
                        HTTPGet("http://three.test:\(servers.port)/")
                    }
                }
                let result = try await LoadTestRunner(
                    plan, console: nil, variables: [:], loops: 1,
                    hosts: [
                        "two.test": Array(servers.addresses[0..<2]),
                        "three.test": servers.addresses,
                    ]
                ).result()
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [25, 25, 10])
                #expect(result.snapshot.addresses.map(\.requests) == [15, 15, 10, 10, 10])
            }

            /// A redirect leads each user to its own address of a name that the plan knows.
            @Test func redirectsAreSpreadToo() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let location = "http://multi.test:\(servers.port)/there"
                let plain = try ScriptedServer { _, reply in
                    reply.send(
                        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: \(location)\r\n\r\n")
                }
                let result = try await Self.measure(
                    LoadTest("redirects", target: plain.url) {
                        ThreadGroup(users: 4, loops: 5) {
                            HTTPGet("/").redirects(.follow(limit: 2, crossesOrigins: true))
                            Once { HTTPGet("http://multi.test:\(servers.port)/here") }
                        }
                    }, at: servers.addresses)
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [12, 12])
                #expect(Self.uses(result) == ["127.0.0.1": 12, "127.0.0.2": 12])
            }

            @Test func fewerUsersThanAddressesAreSaid() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let result = try await Self.measure(
                    LoadTest("one user", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 1, loops: 5) { HTTPGet("/") }
                    }, at: servers.addresses)
                #expect(servers.requestCounts == [5, 0])
                #expect("\(result)".contains("1 of 2 addresses of multi.test:\(servers.port)"))
                #expect("\(result)".contains("127.0.0.2 had no user"))
            }

            // MARK: - Some refuse

            /// Wherever the dead address stands: it is left out, named, and costs nobody anything.
            @Test(arguments: [2, 3], [0, 1])
            func anAddressThatRefusesIsLeftOut(count: Int, dead: Int) async throws {
                let servers = try Servers((1...count).map { "127.0.0.\($0)" })
                servers.stop(dead)
                let result = try await Self.measure(
                    LoadTest("dead", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 4, loops: 10) { HTTPGet("/") }
                            .defaults(HTTPDefaults(connection: .perRequest))
                    }, at: servers.addresses)
                #expect(result.errors == 0)
                #expect(servers.requestCounts.reduce(0, +) == 40)
                #expect(servers.requestCounts[dead] == 0)
                let address = servers.addresses[dead]
                let use = try #require(result.snapshot.addresses.first { $0.address == address })
                #expect(use.omission == .refused)
                #expect(result.snapshot.addresses.map(\.refusals).allSatisfy { $0 == 0 })
                #expect(
                    Self.uses(result)
                        == Dictionary(
                            uniqueKeysWithValues: zip(
                                servers.addresses, servers.requestCounts.map(UInt64.init))))
                let report = "\(result)"
                #expect(
                    report.contains(
                        "\(count - 1) of \(count) addresses of multi.test:\(servers.port) were"))
                #expect(report.contains("\(address) refused before the load and was left out"))
                // libcurl's own way waits 200 ms before it tries the next one.
                let connect = try #require(result.snapshot.total()?.phases).connect
                #expect(try #require(connect.percentile(50)) < .milliseconds(100))
            }

            /// While the load runs, clients try the next address at once.
            ///
            /// Its kept connections end with it; one that is opened for each request is refused
            /// each time.
            @Test(arguments: [(ConnectionReuse.kept, UInt64(1)), (.perRequest, 10)])
            func anAddressThatBeginsToRefuseIsCountedAndCostsNoRequest(
                reuse: ConnectionReuse, refusals: UInt64
            ) async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let result = try await Self.measure(
                    LoadTest("dying", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 2) {
                            Loop(5) { HTTPGet("/").named("before") }
                            Rendezvous(users: 2)
                            Scenario("death") { _ in servers.stop(0) }
                            Rendezvous(users: 2)
                            Loop(10) { HTTPGet("/").named("after") }
                        }
                        .defaults(HTTPDefaults(connection: reuse))
                    }, at: servers.addresses)
                #expect(result.errors == 0)
                #expect(servers.requestCounts == [5, 25])
                let uses = result.snapshot.addresses
                #expect(uses.map(\.refusals) == [refusals, 0])
                #expect(uses.map(\.requests) == [5, 25])
                let sentence = "127.0.0.1 of multi.test:\(servers.port) refused connections"
                #expect("\(result)".contains(sentence))
                let after = try #require(result.snapshot.total(of: "after"))
                #expect(try #require(after.okService.percentile(50)) < .milliseconds(150))
            }

            @Test func whereAllRefuseTheFailureNamesThem() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                servers.stop(0)
                servers.stop(1)
                let result = try await Self.measure(
                    LoadTest("all dead", target: "http://multi.test:\(servers.port)") {
                        ThreadGroup(users: 2, loops: 3) { HTTPGet("/") }
                    }, at: servers.addresses)
                #expect(result.errorsByCause == [.connect: 6])
                #expect(result.snapshot.addresses.map(\.refusals) == [6, 6])
                #expect(result.snapshot.addresses.map(\.failed) == [3, 3])
                let texts = result.failedExamples.map(\.explanation)
                #expect(texts.allSatisfy { $0.contains("127.0.0.1") && $0.contains("127.0.0.2") })
            }

            // MARK: - Safety

            @Test func eachAddressMustBeAllowedAndIsNotTriedBefore() async throws {
                let servers = try Servers(["127.0.0.1", "127.0.0.2"])
                let plan = LoadTest("foreign", target: "http://multi.test:\(servers.port)") {
                    ThreadGroup(users: 2) { HTTPGet("/") }
                }
                let foreign = ["127.0.0.1", "203.0.113.9", "127.0.0.2"]
                let error = await #expect(throws: LoadTestError.self) {
                    try await Self.measure(plan, at: foreign)
                }
                let problem = try #require(error?.problems.first)
                #expect(problem.code == .targetNotAllowed)
                #expect(problem.message.contains("multi.test (203.0.113.9)"))
                #expect(servers.connectionCounts == [0, 0])
            }
        }
    }

    /// Servers on one port of several addresses.
    private final class Servers: Sendable {
        let port: Int
        let addresses: [String]
        private let servers: [ScriptedServer]

        init(_ addresses: [String]) throws {
            var servers: [ScriptedServer] = []
            for address in addresses {
                let port = servers.first?.port ?? 0
                servers.append(try ScriptedServer(address: address, port: port) { $1.reply() })
            }
            port = servers[0].port
            self.servers = servers
            self.addresses = addresses
        }

        /// Ends a server; connections to it are refused when this returns.
        func stop(_ index: Int) {
            servers[index].stop()
            let deadline = ContinuousClock.now + .seconds(2)
            while accepts(port, of: addresses[index]), ContinuousClock.now < deadline {
                Thread.sleep(forTimeInterval: 0.001)
            }
        }

        var requestCounts: [Int] { servers.map(\.requests.count) }
        var connectionCounts: [Int] { servers.map(\.connectionCount) }
    }
#endif

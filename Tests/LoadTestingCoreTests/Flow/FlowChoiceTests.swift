import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Choices, against a server that counts the requests.
    @Suite(.timeLimit(.minutes(1))) struct FlowChoices {
        @Test func `if goes by the slot's value, with and without else`() async throws {
            let server = try ScriptedServer()
            _ = try await measure(server.url) {
                ForEach([0, 1, 2]) { number in
                    If(number, where: { $0 > 0 }) {
                        HTTPGet("/more/\(number)")
                    } else: {
                        HTTPGet("/none/\(number)")
                    }
                    If(number, where: { $0 == 2 }) { HTTPGet("/two") }
                }
                HTTPGet("/after")
            }
            #expect(server.arrivals == ["/none/0", "/more/1", "/more/2", "/two", "/after"])
        }

        @Test func `an empty slot meets no condition`() async throws {
            let server = try ScriptedServer()
            let stock = Slot<Int>("stock")
            _ = try await measure(server.url) {
                HTTPGet("/stock").capture(stock, header: "X-Stock")
                If(stock, where: { _ in true }) {
                    HTTPGet("/yes")
                } else: {
                    HTTPGet("/no")
                }
            }
            #expect(server.arrivals == ["/stock", "/no"])
        }

        @Test func `a mix draws by weight, never what weighs nothing`() async throws {
            let server = try ScriptedServer()
            _ = try await measure(mixed(server.url, seed: 7))
            let counts = ["/a", "/b", "/c", "/never"].map { server.arrivals(of: $0) }
            #expect(counts.reduce(0, +) == 2_000)
            #expect(counts[3] == 0)
            // Five standard deviations of 2,000 draws.
            #expect(abs(counts[0] - 1_600) < 90, "\(counts)")
            #expect(abs(counts[1] - 300) < 80, "\(counts)")
            #expect(abs(counts[2] - 100) < 50, "\(counts)")
        }

        @Test(arguments: [1, 2])
        func `a seed repeats a mix exactly on any number of threads`(threads: Int) async throws {
            let (first, second) = (try ScriptedServer(), try ScriptedServer())
            _ = try await measure(mixed(first.url, seed: 3))
            _ = try await measure(mixed(second.url, seed: 3), loops: threads)
            for path in ["/a", "/b", "/c"] {
                #expect(first.arrivals(of: path) == second.arrivals(of: path))
            }
            let third = try ScriptedServer()
            _ = try await measure(mixed(third.url, seed: 4))
            #expect(
                ["/a", "/b", "/c"].map { first.arrivals(of: $0) }
                    != ["/a", "/b", "/c"].map { third.arrivals(of: $0) })
        }

        private func mixed(_ url: String, seed: Seed) -> LoadTest {
            LoadTest("mix", target: url, seed: seed) {
                ThreadGroup(users: 10, loops: 100) {
                    Loop(2) {
                        Mix {
                            Share(80) { HTTPGet("/a") }
                            Share(0) { HTTPGet("/never") }
                            Share(15) { HTTPGet("/b") }
                            Share(5) { HTTPGet("/c") }
                        }
                    }
                }
            }
        }

        @Test func `a random order does all steps once a pass in orders that differ`() async throws
        {
            let server = try ScriptedServer()
            _ = try await measure(shuffled(server.url, seed: 5))
            let passes = passes(of: server)
            #expect(passes.count == 60)
            #expect(passes.allSatisfy { $0.sorted() == ["/a", "/b", "/b2", "/c"] })
            // What was written as one keeps its order.
            #expect(
                passes.allSatisfy { $0.firstIndex(of: "/b2") == $0.firstIndex(of: "/b")! + 1 })
            #expect(Set(passes).count == 6)
            let again = try ScriptedServer()
            _ = try await measure(shuffled(again.url, seed: 5), loops: 2)
            #expect(again.requests.count == 240)
            #expect(
                passes.sorted { $0.joined() < $1.joined() }
                    == self.passes(of: again).sorted {
                        $0.joined() < $1.joined()
                    })
        }

        private func shuffled(_ url: String, seed: Seed) -> LoadTest {
            LoadTest("order", target: url, seed: seed) {
                ThreadGroup(users: 3, loops: 20) {
                    RandomOrder {
                        HTTPGet("/a")
                        two()
                        HTTPGet("/c")
                    }
                }
            }
        }

        @StepsBuilder private func two() -> Steps {
            HTTPGet("/b")
            HTTPGet("/b2")
        }

        /// The requests of each iteration of each user.
        private func passes(of server: ScriptedServer) -> [[String]] {
            Dictionary(grouping: server.requests, by: \.connection).values.flatMap { requests in
                stride(from: 0, to: requests.count, by: 4).map { start in
                    requests[start..<min(start + 4, requests.count)].map(\.target)
                }
            }
        }
    }
}

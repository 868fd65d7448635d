import TestServers
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// What the generator adds by itself.
    @Suite(.timeLimit(.minutes(1))) struct Floor {
        @Test func theFloorIsThatOfALoopbackExchangeAndMeasuredOnce() async throws {
            let floor = try #require(await GeneratorFloor.measured())
            #expect(floor.p50 > .microseconds(5) && floor.p50 < .milliseconds(5))
            #expect(floor.p99 >= floor.p50)
            #expect(await GeneratorFloor.measured() == floor)
            #expect(await eventually { loadThreads() == 0 })
        }

        @Test func aShortBudgetAsksForIt() async throws {
            let server = try ScriptedServer()
            func floor(_ budget: Budget) async throws -> GeneratorFloor? {
                try await measure(
                    LoadTest("one", target: server.url) {
                        ThreadGroup(users: 1) { HTTPGet("/") }
                        expect(budget)
                    }
                ).snapshot.floor
            }
            #expect(try await floor(p50 < .milliseconds(19)) != nil)
            #expect(try await floor(p50 < .milliseconds(20)) == nil)
            #expect(try await floor(errorRate < .percent(1)) == nil)
        }
    }
}

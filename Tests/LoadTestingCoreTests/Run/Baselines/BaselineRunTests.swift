import Foundation
import LoadTestingMacrosFree
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Baselines recorded by a load, and loads held to them.
    @Suite(.timeLimit(.minutes(3))) struct BaselineRuns {
        /// A plan whose budgets stand in a folder of this test.
        private func plan(_ url: String, in folder: TemporaryFolder) -> LoadTest {
            var plan = LoadTest("held to itself", target: url) {
                ThreadGroup(users: 10, duration: .seconds(11)) { HTTPGet("/") }
            }
            plan.budgets = [throughput > .baseline(-50.percent)]
            plan.budgets[0].location = CodeLocation(
                fileID: "M/ShopTests.swift", filePath: "/x/ShopTests.swift", line: 3, column: 5)
            plan.budgets[0].location?.filePath = folder.path("ShopTests.swift")
            return plan
        }

        @Test func `a slowed server misses the baseline that the same server keeps`() async throws {
            let folder = try TemporaryFolder(["ShopTests.swift": ""])
            let milliseconds = Mutex(100)
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(milliseconds.withLock { $0 }))
                connection.reply()
            }
            let plan = plan(server.url, in: folder)
            let recorded = try await measure(
                plan, variables: ["LOADTESTING_RECORD_BASELINE": "1"])
            #expect(recorded.verdict == .passed)
            let kept = try await measure(plan)
            #expect(kept.verdict == .passed, "\(kept.findings[0].message)")
            milliseconds.withLock { $0 = 600 }
            let slowed = try await measure(plan)
            #expect(slowed.verdict == .failed, "\(slowed.findings[0].message)")
        }
    }
}

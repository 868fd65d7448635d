import Foundation
import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

#if os(Linux)
    /// Shards of one run, joined behind it.
    ///
    /// Not among those that come one after the other: they would wait for the build of the tool.
    @Suite(.timeLimit(.minutes(15))) struct MergeCommandTests {
        /// Each of 50 users, 20 requests.
        private static let requests = 1_000
        private static let users = 50

        @Test func `shards that ran at once add up to what the server has seen`()
            async throws
        {
            let tool = try await ConsumerPackage.executable("Tool")
            let folder = try TemporaryFolder()
            let arrived = Atomic(0)
            // Both shards' users are there before any is answered.
            let server = try ScriptedServer(
                greet: { _ in arrived.add(1, ordering: .relaxed) }
            ) { _, connection in
                while arrived.load(ordering: .relaxed) < 2 * Self.users {
                    connection.pause(.milliseconds(5))
                }
                connection.reply()
            }
            let children = try ["a", "b"].map { name in
                try ChildProcess(
                    tool, ["short", server.url],
                    environment: ["LOADTESTING_OUTPUT": folder.path(name)])
            }
            for child in children {
                #expect(await child.exit(within: .seconds(60)) == .success, "\(child.output)")
            }
            let outcome = try await CommandLine.run(
                ["merge", "a/short/result.json", "b/short/result.json", "-o", "merged.json"],
                in: folder.url.path)
            #expect(outcome.code == 0, "\(outcome.text)")
            let read = { (name: String) in
                try JSONDecoder().decode(
                    LoadTestResult.self,
                    from: Data(contentsOf: URL(filePath: folder.path(name))))
            }
            let shards = try ["a/short/result.json", "b/short/result.json"].map(read)
            let merged = try read("merged.json")
            #expect(server.requests.count == 2 * Self.requests)
            #expect(merged.requests == server.requests.count)
            #expect(merged.statuses == [200: server.requests.count])
            #expect(merged.requests(of: "GET /health") == server.requests.count)
            #expect(merged.intervals.map { $0.requests }.reduce(0, +) == merged.requests)
            #expect(merged.snapshot.facts.generators.count == 2)
            #expect(merged.peakActiveUsers == 2 * Self.users)
            let maxima = shards.compactMap { $0[.max] }
            #expect(maxima.count == 2 && merged[.max] == maxima.max())
            #expect(merged.verdict == .passed && merged.findings.count == 2)
        }
    }
#endif

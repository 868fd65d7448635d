import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// A run whose samples somebody asks for.
    @Suite struct ListenedRun {
        private func run(
            _ stream: SampleStream, takes: Bool
        ) async throws -> (result: LoadTestResult, batches: [SampleStream.Batch]) {
            let server = try ScriptedServer()
            let plan = LoadTest("listened", target: server.url) {
                SetUp { HTTPGet("/set-up") }
                ThreadGroup("a", users: 4, loops: 50) {
                    HTTPGet("/")
                    Transaction("both") { HTTPGet("/login").check(.status(404)) }
                }
            }
            let runner = LoadTestRunner(
                plan, console: nil, variables: [:], loops: 2, samples: [stream])
            if takes {
                async let batches = Array(stream)
                return (try await runner.result(), await batches)
            }
            return (try await runner.result(), await Array(stream))
        }

        @Test func `its samples are those of the result, each loop's in order`() async throws {
            let (result, batches) = try await run(SampleStream(), takes: true)
            let samples = batches.flatMap(\.samples)
            let names = try #require(batches.first?.names)
            let labels = samples.map { names.labels[Int($0.label)] }
            #expect(result.requests == 400)
            for label in result.labels {
                #expect(labels.count { $0 == label } == result.requests(of: label), "\(label)")
            }
            #expect(samples.count { $0.cause != 0 } == result.errors * 2 && result.errors == 200)
            #expect(Set(samples.map(\.user)) == [0, 1, 2, 3])
            #expect(Set(batches.map(\.loop)) == [0, 1] && batches.allSatisfy { $0.lost == 0 })
            for loop in 0..<2 {
                let users = batches.filter { $0.loop == loop }.flatMap(\.samples).map(\.user)
                #expect(users.allSatisfy { Int($0) % 2 == loop })
            }
        }

        @Test func `a listener that takes nothing loses samples, and the result has them`()
            async throws
        {
            let (result, batches) = try await run(SampleStream(capacity: 20), takes: false)
            let taken = batches.reduce(0) { $0 + $1.samples.count }
            let lost = batches.reduce(0) { $0 + $1.lost }
            #expect(result.requests == 400)
            #expect(taken == 40 && taken + lost == 400 + result.requests(of: "both"))
        }
    }
}

extension Array {
    /// The elements of a sequence that ends.
    fileprivate init<Elements: AsyncSequence>(_ elements: Elements) async
    where Elements.Element == Element, Elements.Failure == Never {
        self = []
        for await element in elements { append(element) }
    }
}

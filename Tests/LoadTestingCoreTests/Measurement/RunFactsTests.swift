import Testing

@testable import LoadTestingCore

@Suite struct RunFactsTests {
    private func facts(_ host: String, users: Int, start: Int64) -> RunFacts {
        var facts = RunFacts()
        (facts.name, facts.plannedUsers, facts.startNanoseconds) = ("load", users, start)
        facts.segments = [host: 1..<2, "both": 3..<4]
        facts.generators = [.made(host: host)]
        return facts
    }

    @Test func `shards of a run add their users and name their generators`() {
        var run = RunSnapshot(labels: [])
        run.facts = facts("a", users: 3, start: 20)
        var other = RunSnapshot(labels: [])
        other.facts = facts("b", users: 4, start: 10)
        other.facts.warmUpSeconds = 5
        other.facts.isClosed = false
        run.merge(other)
        #expect(run.facts.plannedUsers == 7 && run.facts.startNanoseconds == 10)
        #expect(run.facts.generators.map(\.host) == ["a", "b"])
        #expect(run.facts.segments == ["a": 1..<2, "b": 1..<2, "both": 3..<4])
        #expect(run.facts.warmUpSeconds == 5 && !run.facts.isClosed)
        run.merge(run)
        #expect(run.facts.generators.count == 2)
    }
}

extension GeneratorFacts {
    /// The facts of a process on some machine.
    static func made(host: String) -> GeneratorFacts {
        GeneratorFacts(
            host: host, processID: 1, isDebugBuild: false, version: "1", curlVersion: "8",
            system: "s", loops: 1, processors: 2, memoryBytes: 3)
    }
}

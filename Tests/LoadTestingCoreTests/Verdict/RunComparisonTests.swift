import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct RunComparisonTests {
    private func run(
        _ labels: [String] = ["home"], isDebug: Bool = true, host: String = "a",
        machine: String? = nil, isImported: Bool = false
    ) -> RunSnapshot {
        var run = RunSnapshot.made(labels.map { ($0, .made(ok: [(count: 100, milliseconds: 5)])) })
        run.facts.isImported = isImported
        guard !isImported else { return run }
        run.facts.generators = [
            GeneratorFacts(
                host: host, processID: 1, isDebugBuild: isDebug, version: "1", curlVersion: "1",
                system: "s", loops: 1, processors: 2, memoryBytes: 1, machine: machine)
        ]
        return run
    }

    private func obstacles(_ a: RunSnapshot, _ b: RunSnapshot) -> [RunComparison.Obstacle] {
        RunComparison(from: a, to: b).obstacles
    }

    @Test func `runs of other builds, machines and kinds should not be compared`() {
        #expect(obstacles(run(), run()) == [])
        #expect(obstacles(run(), run(isDebug: false)) == [.buildModes])
        #expect(obstacles(run(machine: "m"), run(machine: "n")) == [.machines("m", "n")])
        #expect(obstacles(run(), run(isImported: true)) == [.kinds])
        #expect(obstacles(run(isImported: true), run(isImported: true)) == [])
    }

    @Test func `hosts of one kind of machine are compared, those of no known kind are not`() {
        #expect(obstacles(run(machine: "m"), run(host: "b", machine: "m")) == [])
        #expect(obstacles(run(), run(host: "b")) == [.machines("a", "b")])
        #expect(obstacles(run(), run(host: "b", machine: "m")) == [.machines("a", "m")])
    }

    @Test func `labels of both are compared, and those of one are named`() {
        let comparison = RunComparison(from: run(["a", "b", "c"]), to: run(["b", "a", "d"]))
        #expect(comparison.labels == ["a", "b", nil])
        #expect(comparison.otherLabels == ["c", "d"])
        #expect(RunComparison(from: run(["a"]), to: run(["a"])).labels == ["a"])
    }

    @Test func `too short runs have values and no difference`() throws {
        let lines = RunComparison(from: run(), to: run()).lines(of: "home")
        #expect(lines.map(\.metric.statistic).count == 5)
        #expect(lines[0].first == .duration(.milliseconds(5)))
        #expect(lines.allSatisfy { $0.isOpen && !$0.isWorse })
    }
}

import Testing

@testable import LoadTestingCore

/// Time, place and rates of a run.
@Suite struct ConsoleReportOriginTests {
    private func line(_ run: RunSnapshot, _ title: String) -> String? {
        ConsoleReport(.made(run)).text.split(separator: "\n").map(String.init)
            .first { $0.hasPrefix(title) }
    }

    private func generator(_ host: String, isDebugBuild: Bool = false) -> GeneratorFacts {
        GeneratorFacts(
            host: host, processID: 1, isDebugBuild: isDebugBuild, version: "1", curlVersion: "8",
            system: "Debian GNU/Linux 12", loops: 1, processors: 2, memoryBytes: 3)
    }

    private func run(_ change: (inout RunFacts) -> Void) -> RunSnapshot {
        var run = RunSnapshot.made(ok: [(100, 10)])
        change(&run.facts)
        return run
    }

    @Test func `a run has its time, machine, commit and build in one line`() {
        let run = run {
            $0.startNanoseconds = 1_796_029_933_000_000_000
            $0.commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
            $0.generators = [generator("ci-7", isDebugBuild: true)]
        }
        #expect(
            line(run, "run ")
                == "run        2026-11-30 09:12:13Z on ci-7 (2 processors, Debian GNU/Linux 12),"
                + " commit 1a2b3c4, debug build")
    }

    @Test func `what is not known is left out`() {
        #expect(line(run { _ in }, "run ") == nil)
        #expect(line(run { $0.commit = "1a2b3c4d" }, "run ") == "run        commit 1a2b3c4")
        #expect(
            line(run { $0.generators = [generator("a\u{1b}[2J")] }, "run ")
                == "run        on a\\u{1b}[2J (2 processors, Debian GNU/Linux 12)")
    }

    @Test func `of many machines three are named`() {
        let run = run { facts in facts.generators = (1...5).map { generator("h\($0)") } }
        let line = line(run, "run ")
        #expect(line?.contains("h3 (2 processors") == true)
        #expect(line?.hasSuffix(" and 2 others") == true)
    }

    @Test func `arrivals have the rate of the schedule beside the rate that was answered`() {
        var run = run { _ in }
        run.arrivals.planned = 2_000
        run.arrivals.answered = 1_870
        run.arrivals.scheduledNanoseconds = 10_000_000_000
        #expect(
            line(run, "load ")
                == "load       offered 200/s (arrivals), achieved 187/s, at most 1 user active,"
                + " seed 1")
    }

    @Test func `users that were never active together are counted against the plan`() {
        let run = run { $0.plannedUsers = 500 }
        #expect(line(run, "load ") == "load       at most 1 of 500 users active, seed 1")
    }
}

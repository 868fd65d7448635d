import Testing

@testable import LoadTestingCore

@Suite struct ConsoleReportServerTests {
    private func lines(_ run: RunSnapshot) -> [String] {
        let lines = ConsoleReport(.made(run)).text.split(separator: "\n").map(String.init)
        return Array(lines.drop { !$0.hasPrefix("server") }.prefix { !$0.hasPrefix("load") })
    }

    private var run: RunSnapshot {
        var run = RunSnapshot.served([
            .cpu: [0.25, 0.75], .systemCPU: [0.05, 0.15], .memory: [30_000_000, 40_000_000],
            .openFiles: [30, 34], .threads: [3, 3], .established: [20, 20], .closeWait: [0, 2],
            .connections(toPort: 5432): [4, 5], .machineCPU: [1, 1], .diskWritten: [0, 2_048],
            .voluntarySwitches: [100, 100], .involuntarySwitches: [2, 4],
            .scraped("db_pool_in_use"): [4, 5], .scraped("hits_total"): [1_204.6, 3_158.4],
        ])
        run.server?.openFileLimit = 1_024
        run.server?.scrapedCounters = ["hits_total"]
        return run
    }

    @Test func `the server stands beside the load`() {
        #expect(
            lines(run) == [
                "server     python3 server.py: 50 % of a core (peak 75 %), 20 % of it in the"
                    + " system, 5 ms of CPU a request",
                "           memory 38.1 MiB at most, 34 files open of 1,024 a process, 3 threads",
                "           connections: 20 established, 2 in CLOSE_WAIT, 5 to port 5432"
                    + " (mean 4.5)",
                "           context switches: 100/s, 3/s more forced",
                "           disk: 2 KiB written",
                "           db_pool_in_use 5 at most (mean 4.5), hits_total 3,158/s at most"
                    + " (mean 2,182/s)",
                "machine    2 cores, 50 % busy (peak 50 %): server 25 %, generator 0 %,"
                    + " everything else 25 %",
            ])
    }

    @Test func `several processes have a line each, the busiest first`() {
        var run = run
        var parent = ServerRecord.Process(identifier: 7, name: "uvicorn")
        parent.seconds = 2
        var worker = ServerRecord.Process(identifier: 8, name: "worker")
        worker.seconds = 2
        worker.userSeconds = 1
        worker.peakMemoryBytes = 20_000_000
        worker.peakOpenFiles = 12
        worker.peakThreads = 2
        worker.hasEnded = true
        run.server?.processes = [parent, worker]
        let table = lines(run).drop { !$0.contains("process ") }.prefix(3)
        #expect(
            Array(table) == [
                "           process             CPU    memory  files  threads",
                "           worker (8), ended  50 %  19.1 MiB     12        2",
                "           uvicorn (7)         0 %       0 B      —        0",
            ])
    }

    @Test func `of very many processes the others are counted`() {
        var run = run
        run.server?.processes = (1...10).map { .init(identifier: $0, name: "worker") }
        #expect(lines(run).contains("           and 2 processes"))
    }

    @Test func `a server in the same process is said to share it, and what was not seen is said`() {
        var run = run
        run.server?.isShared = true
        run.server?.unseen = ["disk: permission denied"]
        #expect(lines(run)[0].hasSuffix("which runs in the same process"))
        #expect(lines(run).contains("           not seen: disk: permission denied"))
        #expect(lines(run).contains { $0.hasPrefix("machine") && !$0.contains("generator") })
    }

    @Test func `a server of this machine that was not watched has a line that says how`() {
        #expect(
            lines(.made(ok: [(1, 1)])) == [
                "server     not watched: LoadTest(…, target: Server.listening(on: 8000)) shows its"
                    + " CPU and memory here"
            ])
    }

    @Test(arguments: [
        ("http://localhost:81", "81"), ("http://[::1]:82", "82"), ("http://127.0.0.2", "80"),
        ("https://127.0.0.1:8443", nil), ("http://10.0.0.1:8000", nil),
        ("http://example.com", nil), ("", nil),
    ])
    func `only a plain server of this machine can be watched by its port`(
        target: String, port: String?
    ) {
        let result = LoadTestResult(
            name: "t", target: target, snapshot: .made(ok: [(1, 1)]), budgets: [], scale: 1,
            plannedUsers: 1, seed: 1)
        let line = result.description.split(separator: "\n").first { $0.hasPrefix("server") }
        #expect((line != nil) == (port != nil))
        if let port { #expect(line?.contains("listening(on: \(port))") == true) }
    }

    @Test func `a dry run says nothing of a server`() {
        let result = LoadTestResult(
            name: "t", target: "http://127.0.0.1", snapshot: .made(ok: [(1, 1)]), budgets: [],
            scale: 1, plannedUsers: 1, seed: 1, mode: .dryRun)
        #expect(!result.description.contains("not watched"))
    }
}

import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct ServerBudgetTests {
    private let mebibyte = 1_048_576.0

    private func finding(_ budget: Budget, _ run: RunSnapshot) -> Finding {
        HealthReview(run).reviewed(Judge(run).judge(budget))
    }

    @Test func `memory is judged by its peak, and by its mean where that is asked for`() {
        let run = RunSnapshot.served(.memory, [100, 300, 200].map { $0 * mebibyte })
        let missed = finding(serverMemory < .mebibytes(200), run)
        #expect(missed.verdict == .failed)
        #expect(
            missed.message
                == "serverMemory was 300 MiB, budget < 200 MiB (over 3 s, mean 200 MiB)")
        #expect(finding(serverMemory <= .mebibytes(300), run).verdict == .passed)
        #expect(finding(serverMemory.mean <= .mebibytes(200), run).verdict == .passed)
        #expect(finding(serverMemory.mean < .mebibytes(200), run).verdict == .failed)
    }

    @Test func `a processor is judged by its mean, in percent of a core, and may pass 100`() {
        let run = RunSnapshot.served(.cpu, [0.5, 1.5, 1.75])
        #expect(finding(serverCPU < .percent(130), run).verdict == .passed)
        #expect(finding(serverCPU.peak < .percent(130), run).verdict == .failed)
        #expect(
            finding(serverCPU > .percent(200), run).message
                == "serverCPU was 125 %, budget > 200 % (over 3 s, peak 175 %)")
    }

    @Test func `the machine is judged by the share of all its cores`() {
        let run = RunSnapshot.served(.machineCPU, [1, 2, 3, 2], cores: 4)
        #expect(finding(machineCPU <= .percent(50), run).verdict == .passed)
        #expect(finding(machineCPU.peak <= .percent(74), run).verdict == .failed)
    }

    @Test func `processor time is divided by the requests of the load`() {
        let run = RunSnapshot.served(.cpu, [0.2, 0.4])
        // 0.6 s for 200 requests.
        #expect(finding(serverCPUTimePerRequest <= .milliseconds(3), run).verdict == .passed)
        #expect(finding(serverCPUTimePerRequest < .milliseconds(3), run).verdict == .failed)
    }

    @Test func `growth is a slope a minute, which one step does not bend`() {
        let leak = RunSnapshot.served(.memory, (0..<20).map { Double($0) * mebibyte })
        let missed = finding(serverMemory.growth < .mebibytes(50), leak)
        #expect(missed.verdict == .failed)
        #expect(
            missed.message == "serverMemory.growth was 60 MiB/min, budget < 50 MiB/min"
                + " (over 20 s, peak 19 MiB)")
        #expect(finding(serverMemory.growth <= .mebibytes(60), leak).verdict == .passed)
        let step = RunSnapshot.served(
            .openFiles, (0..<20).map { $0 < 3 ? 10 : 90 })
        #expect(finding(serverOpenFiles.growth < 0.5, step).verdict == .passed)
        let shrinking = RunSnapshot.served(.memory, (0..<20).map { Double(20 - $0) * mebibyte })
        #expect(
            finding(serverMemory.growth > .mebibytes(0), shrinking).message
                .hasPrefix("serverMemory.growth was -60 MiB/min"))
    }

    @Test func `growth of a short run is inconclusive`() {
        let run = RunSnapshot.served(.memory, (0..<9).map { Double($0) * mebibyte })
        let short = finding(serverMemory.growth < .mebibytes(50), run)
        #expect(short.verdict == .inconclusive)
        #expect(short.message.contains("growth takes 10 s"))
    }

    @Test func `the worst window counts, and a period is a part of the run`() {
        let run = RunSnapshot.served(.cpu, [0.1, 0.9, 0.9, 0.1, 0.1, 0.1])
        let window = finding(serverCPU(over: .seconds(2)) < .percent(80), run)
        #expect(window.verdict == .failed)
        #expect(
            window.message == "serverCPU(over: 2 s) was 90 %, budget < 80 %"
                + " (over 2 s, peak 90 %, worst of 5 windows, at 1 s – 3 s)")
        let late = RunPeriod.between(.seconds(3), .seconds(6))
        #expect(finding(serverCPU(during: late) < .percent(10.1), run).verdict == .passed)
        #expect(
            finding(serverCPU(over: .seconds(2)) > .percent(11), run).verdict == .failed,
            "where more is wanted the lowest window is the worst")
        #expect(finding(serverCPU(over: .seconds(7)) < .percent(99), run).verdict == .inconclusive)
    }

    @Test func `one part of the run is a bound for another`() {
        let run = RunSnapshot.served(.memory, [100, 100, 120, 120].map { $0 * mebibyte })
        let early = serverMemory(during: .between(.zero, .seconds(2)))
        #expect(finding(serverMemory < early * 1.3, run).verdict == .passed)
        #expect(finding(serverMemory < early * 1.1, run).verdict == .failed)
    }

    @Test func `what was in the stated warm-up counts nowhere`() {
        var run = RunSnapshot.served(.memory, [900, 100, 100].map { $0 * mebibyte })
        run.warmUpSeconds = 1
        #expect(finding(serverMemory <= .mebibytes(100), run).verdict == .passed)
    }

    @Test func `a port without a connection has none, where sockets could be seen`() {
        let seen = RunSnapshot.served([.established: [1, 1], .connections(toPort: 6379): [3, 5]])
        #expect(finding(serverConnections(toPort: 6379) <= 5, seen).verdict == .passed)
        #expect(finding(serverConnections(toPort: 6379) < 5, seen).verdict == .failed)
        #expect(finding(serverConnections(toPort: 5432) <= 0, seen).verdict == .passed)
        let unseen = RunSnapshot.served(.memory, [1], unseen: ["sockets: permission denied"])
        let finding = finding(serverConnections(toPort: 5432) <= 0, unseen)
        #expect(finding.verdict == .inconclusive)
        #expect(finding.message.contains("sockets: permission denied"))
    }

    @Test func `without a server nothing passes`() {
        let finding = finding(serverMemory < .gibibytes(100), .made(ok: [(100, 1)]))
        #expect(finding.verdict == .inconclusive)
        #expect(finding.message.contains("target: server"))
    }

    @Test func `what the server did by itself fails the run without a budget`() {
        var run = RunSnapshot.served(.memory, [1])
        run.server?.events = [
            .init(.exit, at: 12_300_000_000, "python3 (12) ended with exit code 3")
        ]
        #expect(
            Judge(run).runFindings.map(\.description)
                == ["failed: the server failed at 12.3 s: python3 (12) ended with exit code 3"])
    }

    @Test func `a rule of the plan looks at the server's last seconds`() {
        let run = RunSnapshot.served(.memory, [100, 100, 300].map { $0 * mebibyte })
        let watch = AbortWatch([abortWhen(serverMemory(over: .seconds(1)) > .mebibytes(200))])
        var early = run
        early.intervals.removeLast()
        #expect(watch.finding(in: early, after: 1) == nil)
        #expect(watch.finding(in: run, after: 2)?.message.contains("was 300 MiB") == true)
    }

    @Test func `results have the values in their units`() {
        let run = RunSnapshot.served([
            .cpu: [0.5, 1], .memory: [mebibyte, 2 * mebibyte], .openFiles: [20, 30],
            .scraped("pool"): [4, 5],
        ])
        let result = LoadTestResult.made(run)
        #expect(result[.serverCPU] == .percent(75))
        #expect(result[.serverCPU.peak] == .percent(100))
        #expect(result[.serverMemory] == .mebibytes(2))
        #expect(result[.serverOpenFiles] == 30)
        #expect(result[serverOpenFiles.mean] == 25)
        #expect(result[.serverMetric("pool")] == 5)
        #expect(result[.serverCPUTimePerRequest] == .microseconds(7_500))
        #expect(result[.serverThreads] == nil)
        #expect(LoadTestResult.made(.made(ok: [(1, 1)]))[.serverMemory] == nil)
    }

    @Test func `processors are not judged when the load is scaled, memory is`() {
        let run = RunSnapshot.served([.cpu: [0.5], .memory: [mebibyte]])
        let result = LoadTestResult.made(
            run, serverCPU < .percent(1), serverCPU.peak < .percent(1),
            serverMemory < .kibibytes(1), scale: 0.01)
        #expect(result.unjudgedBudgets.count == 2)
        #expect(result.verdict == .failed)
    }

    @Test func `a run with its server is stored and read again`() throws {
        let run = RunSnapshot.served([.connections(toPort: 5432): [1, 2], .core(1): [0.5, 0.1]])
        let stored = try JSONEncoder().encode(run)
        #expect(try JSONDecoder().decode(RunSnapshot.self, from: stored) == run)
    }
}

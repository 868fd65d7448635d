import Testing

@testable import LoadTestingCore

@Suite struct ConsoleReportTests {
    @Test func `a run that passed is told by its verdict, a table and the generator`() {
        let run = RunSnapshot.made(
            [("GET /health", .made(ok: [(990, 10), (10, 41.8)]))], health: .made, users: 20)
        let result = LoadTestResult.made(
            run, p99 < .milliseconds(50), errorRate < .percent(0.1), throughput > .perSecond(5))
        #expect(
            text(of: result) == """
                ✓ health: passed · http://127.0.0.1:8000 · 1,000 requests in 10 s
                ✓  p99         10 ms  < 50 ms  n = 1,000, 0 failed
                ✓  errorRate   0 %    < 0.1 %  0 of 1,000: at most 0.3 % at 95 %
                ✓  throughput  100/s  > 5/s    1,000 requests
                  no interval for p99: the run is too short; 10 s at this rate would do

                label        samples  failed  error %  throughput    p50    p90    p95    p99      max    min     mean  received
                GET /health    1,000       0        0       100/s  10 ms  10 ms  10 ms  10 ms  41.8 ms  10 ms  10.3 ms       0 B

                server     not watched: LoadTest(…, target: Server.listening(on: 8000)) shows its CPU and memory here
                load       at most 20 users active, seed 1
                network    0 connections opened, 0 B sent, 0 B received
                generator  250 ms of CPU (3 % of a core), 96 MiB of memory at most, \
                its own delay 0 ms (p99), 0 starts over 10 ms late\(build)
                           load of the machine unknown
                """)
    }

    @Test func `failures have a line of their own, causes with an example, and a total`() {
        var collector = Collector(names: SampleNames(labels: ["login", "home"]))
        let labels = [
            LabelSnapshot.made(
                ok: [(97, 20)], failed: [(2, .http(status: 503)), (1, .responseTimeout)]),
            .made(ok: [(100, 5)]),
        ]
        var health = GeneratorHealth.made
        health.idleClosed = 7
        health.generalExchanges = 1_200
        collector.add(second: 0, labels: labels, health: health, activeUsers: 3)
        collector.add(examples: [.made])
        collector.add(unstartedUsers: 2, abandonedExchanges: 4)
        let run = collector.finish(.limit, durationNanoseconds: 10_000_000_000)
        let result = LoadTestResult.made(
            run, p99(of: "login") < .milliseconds(50), p99(of: "home") < .milliseconds(2))
        #expect(
            text(of: result) == #"""
                ✗ health: failed · http://127.0.0.1:8000 · 200 requests in 10 s
                ✗  p99(of: "login")  —     < 50 ms  3 % of 100 requests failed: http(503) 2, timeout(response) 1
                ✗  p99(of: "home")   5 ms  < 2 ms   n = 100, 0 failed
                ✗ stopped: the run reached its limit; LoadTest(…, limit:) sets a longer one
                  no interval for p99(of: "home"): the run is too short; 50 s at this rate would do

                label     samples  failed  error %  throughput    p50    p90    p95    p99    max    min     mean  received
                login         100       3        3       9.7/s  20 ms  20 ms  20 ms  20 ms  20 ms  20 ms    20 ms       0 B
                  failed        3                                1 ms   1 ms   1 ms   1 ms   1 ms   1 ms     1 ms
                home          100       0        0        10/s   5 ms   5 ms   5 ms   5 ms   5 ms   5 ms     5 ms       0 B
                all           200       3      1.5      19.7/s   5 ms  20 ms  20 ms  20 ms  20 ms   5 ms  12.4 ms       0 B
                  failed        3                                1 ms   1 ms   1 ms   1 ms   1 ms   1 ms     1 ms

                errors             count  of all  example
                http(503)              2     1 %  POST http://127.0.0.1/login → 503 {"error":"busy"}
                timeout(response)      1   0.5 %

                server     not watched: LoadTest(…, target: Server.listening(on: 8000)) shows its CPU and memory here
                load       at most 3 users active, 2 users never started: their group had ended, 4 requests under way were given up and are not counted, seed 1
                network    0 connections opened, 0 B sent, 0 B received
                generator  250 ms of CPU (3 % of a core), 96 MiB of memory at most, \#
                its own delay — (p99), 0 starts over 10 ms late\#(build)
                           7 idle connections were closed by the server
                           1,200 requests by libcurl's HTTP, at twice the generator's cost of direct ones
                           load of the machine unknown
                """#)
    }

    @Test func `a run without requests or budgets says so`() {
        let result = LoadTestResult.made(.made([("GET /", LabelSnapshot())]))
        let lines = text(of: result).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "✓ health: passed · http://127.0.0.1:8000 · 0 requests in 10 s")
        #expect(lines[1] == "  nothing was asked: expect(…) holds a run to a budget")
        #expect(lines[2] == "")
        #expect(
            lines[4] == """
                GET /        0       0        —           —    —    —    —    —    —    —     —       0 B
                """
        )
        #expect(lines.dropLast().last?.contains("its own delay — (p99)") == true)
    }

    @Test func `an inconclusive line has the value, and why nothing can be said`() {
        let result = LoadTestResult.made(.made(ok: [(400, 20)]), p999 < .milliseconds(80))
        let lines = text(of: result).split(separator: "\n")
        #expect(lines[0].hasPrefix("? health: inconclusive · "))
        #expect(
            lines[1] == "?  p99.9  20 ms  < 80 ms  inconclusive: 400 requests; p99.9 needs 1,000 "
                + "(run 3 times as long)")
    }

    @Test func `an invalid run says what the generator lacked`() {
        var health = GeneratorHealth.made
        health.failures = [.generatorPorts: 12]
        let run = RunSnapshot.made([("a", .made(ok: [(200, 1)]))], health: health)
        let lines = text(of: .made(run, p99 < .seconds(1))).split(separator: "\n")
        #expect(lines[0].hasPrefix("! health: invalid · "))
        #expect(lines[1].hasPrefix("✓  p99  1 ms"))
        #expect(
            lines[2] == "! the load generator ran out of ports 12 times (generator(port)); nothing "
                + "can be said about the server: use fewer users, or raise the limit")
    }

    @Test func `a scaled run says so and leaves what depends on the size unjudged`() {
        let result = LoadTestResult.made(
            .made(ok: [(200, 1)]), throughput > .perSecond(5_000), p99 < .seconds(1), scale: 0.01)
        let lines = text(of: result).split(separator: "\n")
        #expect(
            lines[0].hasSuffix(
                " · scaled to 1 %: does not show the behaviour at 10,000 users"))
        #expect(
            lines[1] == "✓  p99         1 ms  < 1 s      n = 200, 0 failed")
        #expect(lines[2] == "–  throughput  20/s  > 5,000/s  not judged: the load is scaled")
    }

    @Test func `network figures name what was opened, sent, received and sent again`() {
        let samples = [
            Sample.made(end: 1, received: 14_950, sent: 100, opened: true),
            .made(end: 1, received: 50, sent: 1_948, opened: true, resent: true),
        ]
        let lines = text(of: .made(.made([("a", LabelSnapshot(samples))]))).split(separator: "\n")
        #expect(lines.contains("network    2 connections opened, 2 KiB sent, 14.6 KiB received"))
        let resent =
            "  1 of 2 requests were sent again: their kept connection ended within 1 ms or two"
            + " round trips of the write, unacknowledged (a 1)"
        #expect(lines[2] == resent)
        #expect(lines[4].hasSuffix("  14.6 KiB"))
    }

    @Test func `late starts and the generator's share of a core are told`() {
        var health = GeneratorHealth()
        health.startDelay = HistogramSnapshot(
            nanoseconds: [1, 9, 11, 500].map { $0 * 1_000_000 })
        health.processorNanoseconds = 9_500_000_000
        let run = RunSnapshot.made(
            [("a", .made(ok: [(1, 600)], own: OwnDelay(start: 502)))], health: health)
        #expect(
            text(of: .made(run)).contains(
                "generator  9.5 s of CPU (95 % of a core), 0 B of memory at most, its own delay "
                    + "502 ms (p99), 2 starts over 10 ms late"))
    }

    @Test func `names, labels and examples cannot steer a terminal`() {
        var collector = Collector(names: SampleNames(labels: ["a\u{1b}[31m"]))
        collector.add(
            second: 0, labels: [.made(ok: [], failed: [(1, .reset)])], health: .made,
            activeUsers: 1)
        collector.add(examples: [
            FailedExchange(
                label: "a", request: "GET /", cause: .reset, status: nil,
                explanation: "x\u{1b}[2J\ny", body: "\u{7}b", endNanoseconds: 1)
        ])
        let run = collector.finish(.complete, durationNanoseconds: 1)
        let result = LoadTestResult.made(
            run, p99(of: "a\u{1b}[31m") < .seconds(1), name: "n\u{1b}]0;t\u{7}")
        let text = text(of: result)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(text.contains("x [2J y  b"))
    }

    @Test func `colours go on marks only and do not shift columns`() {
        let result = LoadTestResult.made(
            .made(ok: [(200, 1)]), p99 < .seconds(1), throughput > .perSecond(9), scale: 0.5)
        let plain = text(of: result)
        let coloured = ConsoleReport(result, style: TextStyle(hasColours: true)).text
        #expect(coloured.contains("\u{1b}[32m✓\u{1b}[0m"))
        #expect(coloured.replacing(/\x{1b}\[\d+m/, with: "") == plain)
        #expect(!plain.contains("\u{1b}"))
        #expect(result.description == plain)
    }

    @Test(arguments: [
        (Verdict.passed, "✓", 32), (.failed, "✗", 31), (.inconclusive, "?", 33),
        (.invalid, "!", 31),
    ])
    func `each verdict has its mark and colour`(verdict: Verdict, mark: String, code: Int) {
        #expect(TextStyle.plain.mark(verdict) == mark)
        #expect(TextStyle(hasColours: true).mark(verdict) == "\u{1b}[\(code)m\(mark)\u{1b}[0m")
    }

    private func text(of result: LoadTestResult) -> String { ConsoleReport(result).text }
}

extension GeneratorHealth {
    fileprivate static var made: GeneratorHealth {
        var health = GeneratorHealth()
        health.startDelay = HistogramSnapshot(nanoseconds: [1_000_000])
        health.processorNanoseconds = 250_000_000
        health.peakMemoryBytes = 96 << 20
        return health
    }
}

extension FailedExchange {
    fileprivate static let made = FailedExchange(
        label: "login", request: "POST http://127.0.0.1/login", cause: .http(status: 503),
        status: 503, explanation: "", body: #"{"error":"busy"}"#, endNanoseconds: 1)
}

/// The report's name of the build that the tests run in.
#if DEBUG
    private let build = ", debug build"
#else
    private let build = ""
#endif

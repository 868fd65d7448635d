import Testing

@testable import LoadTestingCore

@Suite struct ProgressMeterTests {
    private let names = SampleNames(labels: ["a", "b"])

    @Test func `a second is shown when all loops have reported it`() {
        var meter = ProgressMeter(.made(of: [.made(users: 10)]), loops: 2, names: names)
        #expect(meter.add(.made(second: 0, users: 3), labels: labels(5)) == nil)
        let first = meter.add(.made(second: 0, users: 4), labels: labels(6, failed: 1))
        #expect(first?.elapsedSeconds == 1)
        #expect(first?.requests == 12 && first?.errors == 1)
        #expect(first?.rate == 12 && first?.activeUsers == 7)
        #expect(meter.add(.made(second: 1, users: 1), labels: labels(1)) == nil)
        let second = meter.add(.made(second: 1, users: 1), labels: labels(1))
        #expect(second?.requests == 14 && second?.rate == 2 && second?.elapsedSeconds == 2)
    }

    @Test func `loops may be seconds apart`() {
        var meter = ProgressMeter(.made(of: [.made(users: 10)]), loops: 2, names: names)
        for second in 0..<3 {
            #expect(meter.add(.made(second: second, users: 1), labels: labels(1)) == nil)
        }
        let shown = (0..<3).map { meter.add(.made(second: $0, users: 1), labels: labels(1)) }
        #expect(shown.map { $0?.elapsedSeconds } == [1, 2, 3])
        #expect(shown.map { $0?.rate } == [2, 2, 2])
    }

    @Test func `progress is by requests where they are planned`() {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 10, loops: 4) {
                HTTPGet("/a")
                HTTPGet("/b")
            }
        }
        #expect(fraction(of: plan, after: [20]) == 0.25)
        #expect(fraction(of: plan, after: [20, 60]) == 1)
    }

    @Test func `progress is by time where a group has a duration, until the last one's end`() {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 1, duration: .seconds(4)) { HTTPGet("/a") }
            ThreadGroup(users: 1, duration: .seconds(6), startAfter: .seconds(2)) { HTTPGet("/a") }
            ThreadGroup(users: 1, loops: 1) { HTTPGet("/a") }
        }
        #expect(fraction(of: plan, after: [1, 1]) == 0.25)
        #expect(fraction(of: plan, after: Array(repeating: 1, count: 12)) == 1)
    }

    @Test func `the time after the last group's end is the drain`() throws {
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 1, duration: .milliseconds(1_500)) { HTTPGet("/a") }
        }
        var meter = ProgressMeter(
            try ProgramCompiler.compile(plan, environment: [:]), loops: 1, names: names)
        let drains = (0..<4).map { second in
            meter.add(.made(second: second, users: 1), labels: labels(1))?.isDraining
        }
        #expect(drains == [false, false, true, true])
    }

    private func fraction(of plan: LoadTest, after requests: [Int]) -> Double? {
        guard let program = try? ProgramCompiler.compile(plan, environment: [:]) else { return nil }
        var meter = ProgressMeter(program, loops: 1, names: names)
        return requests.enumerated().map {
            meter.add(.made(second: $0.offset, users: 1), labels: labels($0.element))
        }.last??.fraction
    }

    private func labels(_ succeeded: Int, failed: Int = 0) -> PackedLabels {
        PackedLabels([.made(ok: [(succeeded, 1)]), .made(ok: [], failed: [(failed, .reset)])])
    }
}

extension LoopInterval {
    fileprivate static func made(second: Int, users: Int) -> LoopInterval {
        LoopInterval(
            second: second, recorder: Recorder(names: SampleNames(labels: ["a"])),
            processorNanoseconds: 0, thread: ThreadLoad(), stalls: [], activeUsers: users,
            leastActiveUsers: users, examples: [],
            blockedNanoseconds: [:],
            transcripts: [])
    }
}

import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// The draws of pauses, without time.
@Suite struct PauseTests {
    /// Pauses of all users, in milliseconds.
    private func drawn(
        _ pause: Pause, scale: Double = 1, users: Int = 100, loops: Int = 100
    ) throws -> [Double] {
        var plan = LoadTest("pauses", target: "http://127.0.0.1:1") {
            ThreadGroup(users: users, loops: loops) {
                HTTPGet("/")
                pause
            }
        }
        plan.pauseScale = scale
        let program = try ProgramCompiler.compile(plan, environment: [:])
        let code = ProgramCode(program)
        let memory = TestMemory(program)
        var times: [Double] = []
        for user in 0..<Int64(users) {
            var frame = UserFrame(id: user, group: 0, entry: 0, startsAt: 0)
            loop: while true {
                let before = frame.freeAt
                switch frame.advance(code, memory.memory, now: frame.freeAt) {
                case .wait(let instant): times.append(Double(instant - before) / 1e6)
                case .end: break loop
                default: continue
                }
            }
        }
        return times
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    private func deviation(_ values: [Double]) -> Double {
        let mean = mean(values)
        return self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    }

    @Test func `a constant pause is constant`() throws {
        #expect(Set(try drawn(Pause(.milliseconds(70)))) == [70])
    }

    @Test func `a range is drawn from evenly`() throws {
        let times = try drawn(Pause(.milliseconds(100) ... .milliseconds(300)))
        #expect(times.count == 10_000)
        #expect(times.allSatisfy { (100...300).contains($0) })
        #expect(abs(mean(times) - 200) < 3)
        #expect(abs(deviation(times) - 200 / 12.0.squareRoot()) < 2)
        for quarter in 0..<4 {
            let start = 100 + 50 * Double(quarter)
            #expect(abs(times.count { $0 >= start && $0 < start + 50 } - 2_500) < 220)
        }
    }

    @Test func `a normal distribution has its mean and deviation and is never negative`() throws {
        let times = try drawn(
            .gaussian(mean: .milliseconds(500), deviation: .milliseconds(100)))
        #expect(abs(mean(times) - 500) < 5)
        #expect(abs(deviation(times) - 100) < 4)
        let inside = times.count { abs($0 - 500) < 100 }
        #expect(abs(inside - 6_827) < 240)
        let cut = try drawn(.gaussian(mean: .milliseconds(50), deviation: .milliseconds(100)))
        #expect(cut.allSatisfy { $0 > 0 })
        // What would be negative is no pause at all.
        #expect(abs(10_000 - cut.count - 3_085) < 240)
    }

    @Test func `an exponential distribution has its mean as deviation, too`() throws {
        let times = try drawn(.exponential(mean: .milliseconds(200)))
        #expect(abs(mean(times) - 200) < 10)
        #expect(abs(deviation(times) - 200) < 15)
        #expect(abs(times.count { $0 < 200 } - 6_321) < 250)
    }

    @Test func `the longest pauses are no longer than a clock runs`() throws {
        for pause in [
            Pause.exponential(mean: .seconds(1)),
            .gaussian(mean: .seconds(1), deviation: .seconds(1)),
        ] {
            #expect(try drawn(pause, scale: 1e15, users: 20, loops: 1).allSatisfy { $0 > 0 })
        }
    }

    @Test func `all are scaled, and by 0 they are gone`() throws {
        #expect(Set(try drawn(Pause(.milliseconds(70)), scale: 0.5)) == [35])
        let times = try drawn(.exponential(mean: .milliseconds(200)), scale: 0.1)
        #expect(abs(mean(times) - 20) < 1)
        #expect(try drawn(.exponential(mean: .milliseconds(200)), scale: 0).isEmpty)
        #expect(try drawn(Pause(.milliseconds(70)), scale: 0).isEmpty)
    }
}

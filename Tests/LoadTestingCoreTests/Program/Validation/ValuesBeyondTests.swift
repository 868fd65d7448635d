import LoadTestingCore
import LoadTestingMacrosFree
import Testing

/// A value that is too large is not told to grow.
@Suite struct ValuesBeyondTests {
    private static let tooLong = Duration.seconds(400 * 86_400)

    private static func remedies(
        _ plan: (Duration) -> LoadTest, of value: Duration
    ) -> [String] {
        do throws(LoadTestError) {
            _ = try ProgramCompiler.compile(plan(value), environment: [:])
            return []
        } catch {
            return error.problems.map(\.remedy)
        }
    }

    private static func plan(@StepsBuilder _ steps: () -> Steps) -> LoadTest {
        let steps = steps()
        return LoadTest("t", target: "http://127.0.0.1") { ThreadGroup(users: 1) { steps } }
    }

    private static let durations: [(String, @Sendable (Duration) -> LoadTest)] = [
        ("limit", { LoadTest("t", target: "http://127.0.0.1", limit: $0) { group } }),
        ("drain", { LoadTest("t", target: "http://127.0.0.1", drain: $0) { group } }),
        ("warmUp", { LoadTest("t", target: "http://127.0.0.1", warmUp: $0) { group } }),
        (
            "duration",
            { time in
                LoadTest("t", target: "http://127.0.0.1") {
                    ThreadGroup(users: 1, duration: time) { HTTPGet("/") }
                }
            }
        ),
        (
            "rampUp",
            { time in
                LoadTest("t", target: "http://127.0.0.1") {
                    ThreadGroup(users: 1, rampUp: time) { HTTPGet("/") }
                }
            }
        ),
        (
            "startAfter",
            { time in
                LoadTest("t", target: "http://127.0.0.1") {
                    ThreadGroup(users: 1, startAfter: time) { HTTPGet("/") }
                }
            }
        ),
        (
            "pause",
            { time in
                plan {
                    HTTPGet("/")
                    Pause(time)
                }
            }
        ),
        (
            "pace",
            { time in
                plan {
                    Pace(every: time)
                    HTTPGet("/")
                }
            }
        ),
        ("During", { time in plan { During(time) { HTTPGet("/") } } }),
        ("timeout", { time in plan { HTTPGet("/").timeout(time) } }),
    ]

    private static var group: ThreadGroup { ThreadGroup(users: 1) { HTTPGet("/") } }

    @Test(arguments: durations.indices)
    func `a duration beyond every clock is to be shorter, one below zero longer`(index: Int) {
        let (name, plan) = Self.durations[index]
        let beyond = Self.remedies(plan, of: Self.tooLong)
        #expect(beyond.contains("use at most 366 days"), "\(name): \(beyond)")
        #expect(!beyond.contains { $0.contains("more than zero") || $0.contains("or more") })
        let below = Self.remedies(plan, of: .seconds(-1))
        #expect(
            below.contains { $0.contains("more than zero") || $0.contains("or more") },
            "\(name): \(below)")
        #expect(!below.contains { $0.contains("at most") })
    }

    @Test func `a bound beyond its unit is told the unit's range`() {
        func remedy(_ budget: Budget) -> [String] {
            Self.remedies(
                { _ in
                    LoadTest("t", target: "http://127.0.0.1") {
                        Self.group
                        expect(budget)
                    }
                }, of: .zero)
        }
        #expect(remedy(errorRate < .percent(150)) == ["a share of requests is 0 to 100 %"])
        #expect(remedy(apdex(target: .seconds(1)) > 1.5) == ["a score is 0 to 1"])
        #expect(remedy(throughput > .perSecond(-1)) == ["use a number, zero or more"])
    }

    @Test(arguments: [
        (ArrivalSegment.hold(.perSecond(1e12), for: .seconds(86_400)), "say lower rates"),
        (
            .sine(around: .perSecond(-5), by: .perSecond(1), period: .seconds(1), for: .seconds(9)),
            "around more than zero"
        ),
        (
            .steps(from: .perSecond(-5), by: .perSecond(1), count: 9, each: .seconds(1)),
            "begin at zero or more"
        ),
    ])
    func `rates beyond are told which way to go`(segment: ArrivalSegment, remedy: String) {
        let found = ArrivalSegment.problems(of: [segment]).map(\.remedy)
        #expect(found.contains { $0.contains(remedy) }, "\(found)")
    }
}

import Testing

@testable import LoadTestingCore

/// A group of arrivals at a known place.
private func group(
    _ segments: ArrivalSegment..., maxUsers: Int? = nil,
    @StepsBuilder _ steps: () -> Steps = { HTTPGet("/").steps }
) -> ArrivalGroup {
    let group = ArrivalGroup(
        "g", .hold(.perSecond(1), for: .seconds(1)), maxUsers: maxUsers, fileID: "M/Plan.swift",
        line: 7, steps: steps)
    guard case .arrivals(var arrivals) = group.group.work else { return group }
    arrivals.segments = segments
    var parts = group.group
    parts.work = .arrivals(arrivals)
    return ArrivalGroup(parts)
}

@Suite struct ArrivalProblemTests {
    @Test(arguments: [
        WrongPlan(
            #""g" (Plan.swift:7): hold 0/s for 1 s: the rate is zero: write .silence(for:)"#
        ) { group(.hold(.perSecond(0), for: .seconds(1))) },
        WrongPlan(
            #""g" (Plan.swift:7): hold -5/s for 1 s: the rate is below zero: say more than zero"#
        ) { group(.hold(.perSecond(-5), for: .seconds(1))) },
        WrongPlan(
            #""g" (Plan.swift:7): ramp 0/s → 9/s over 0 ms: takes no time: say a duration of more "#
                + "than zero"
        ) { group(.ramp(from: .perSecond(0), to: .perSecond(9), over: .zero)) },
        WrongPlan(
            #""g" (Plan.swift:7): no segment has any arrivals: say a rate of more than zero"#
        ) { group(.silence(for: .seconds(1))) },
        WrongPlan(#""g" (Plan.swift:7) has at most 0 users: use at least 1"#) {
            group(.hold(.perSecond(5), for: .seconds(1)), maxUsers: 0)
        },
        WrongPlan(
            #""g" (Plan.swift:7): 10 users are too few for 100/s × the 2 s of an iteration's "#
                + "pauses: use maxUsers: 200 or more, and some for the server's time"
        ) {
            group(.hold(.perSecond(100), for: .seconds(1)), maxUsers: 10) {
                HTTPGet("/")
                Pause(.seconds(2))
            }
        },
        WrongPlan(
            #""g" (Plan.swift:7) sends no request: put one into its braces, such as "#
                + #"HTTPGet("/health")"#
        ) { group(.hold(.perSecond(100), for: .seconds(1))) { Pause(.seconds(1)) } },
        WrongPlan(
            #""s" (Plan.swift:8): -1 users for 1 s: -1 users can't be: say 0 … 1,000,000"#
        ) {
            ThreadGroup("s", .step(to: -1, for: .seconds(1)), fileID: "M/Plan.swift", line: 8) {
                HTTPGet("/")
            }
        },
        WrongPlan(
            #"two groups call different times "peak": give each segment its own name"#
        ) {
            group(.hold(.perSecond(5), for: .seconds(1)).named("peak"))
            group(.hold(.perSecond(5), for: .seconds(2)).named("peak"))
        },
    ])
    func `a schedule that can't be is refused with value and remedy`(wrong: WrongPlan) {
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(wrong.plan, environment: [:])
        }
        #expect(error?.problems.map { "\($0.message): \($0.remedy)" } == wrong.problems)
    }

    @Test func `as many users as arrive in a second are enough where nobody says more`() throws {
        let program = try ProgramCompiler.compile(
            LoadTest("t", target: "http://h") {
                group(.hold(.perSecond(5), for: .seconds(1)))
                group(.ramp(from: .perSecond(1), to: .perSecond(250.5), over: .seconds(9)))
                group(.hold(.perSecond(5), for: .seconds(1)), maxUsers: 7)
                group(.hold(.perSecond(60), for: .seconds(3))) {
                    HTTPGet("/")
                    Loop(2) { Pause(.seconds(1) ... .seconds(2)) }
                }
            }, environment: [:])
        #expect(program.groups.map(\.maxUsers) == [100, 251, 7, 300])
        #expect(program.groups.map(\.isMaxUsersStated) == [false, false, true, false])
        #expect(program.groups.map(\.firstUser) == [0, 5, 1_137, 1_142])
    }

    @Test func `who states no maximum gets what open files leave`() throws {
        var program = try ProgramCompiler.compile(
            LoadTest("t", target: "http://127.0.0.1:1") {
                group(.hold(.perSecond(900_000), for: .seconds(1)))
                group(.hold(.perSecond(5), for: .seconds(1)), maxUsers: 9)
            }, environment: [:])
        Preflight.fit(&program)
        #expect(program.groups[0].maxUsers < 900_000 && program.groups[1].maxUsers == 9)
    }

    @Test func `a maximum beyond all machines does not trap`() throws {
        var program = try ProgramCompiler.compile(
            LoadTest("t", target: "http://127.0.0.1:1") {
                group(.hold(.perSecond(5), for: .seconds(1)))
                group(.hold(.perSecond(5), for: .seconds(1)), maxUsers: .max - 100) {
                    Parallel {
                        HTTPGet("/a")
                        HTTPGet("/b")
                    }
                }
            }, environment: [:])
        Preflight.fit(&program)
        #expect(program.groups.map(\.maxUsers) == [1, .max - 100])
    }
}

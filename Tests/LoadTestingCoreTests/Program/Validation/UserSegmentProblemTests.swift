import Foundation
import LoadTestingCore
import Testing

@Suite struct UserSegmentTests {
    @Test(
        arguments: [
            (.ramp(to: 1, over: .seconds(2)), "ramp to 1 user over 2 s"),
            (.hold(for: .seconds(3)), "hold for 3 s"),
            (.step(to: 2_000, for: .seconds(3)), "2,000 users for 3 s"),
            (
                .steps(to: 40, count: 4, each: .seconds(2)).named("up"),
                "4 steps of 2 s to 40 users (\"up\")"
            ),
        ] as [(UserSegment, String)])
    func `segments say what they are`(segment: UserSegment, text: String) {
        #expect("\(segment)" == text)
    }

    @Test(
        arguments: [
            ([], "there is no user segment"),
            ([.hold(for: .seconds(1))], "no segment has any users"),
            ([.ramp(to: 0, over: .seconds(1))], "no segment has any users"),
            ([.ramp(to: -1, over: .seconds(1))], "ramp to -1 users over 1 s: -1 users can't be"),
            (
                [.step(to: 1_000_001, for: .seconds(1))],
                "1,000,001 users for 1 s: 1,000,001 users can't be"
            ),
            ([.ramp(to: 1, over: .zero)], "ramp to 1 user over 0 ms: takes no time"),
            (
                [.steps(to: 1, count: 0, each: .seconds(1))],
                "0 steps of 1 s to 1 user: the number of steps is 0"
            ),
            (
                [.steps(to: 1, count: 1, each: .seconds(-1))],
                "1 step of -1 s to 1 user: takes no time"
            ),
            (
                [.steps(to: 1, count: .max, each: .seconds(60))],
                "9,223,372,036,854,775,807 steps of 60 s to 1 user: the number of steps is"
                    + " 9223372036854775807"
            ),
            (
                [.step(to: 1, for: .seconds(40_000_000))], "the segments take more than 365 days"
            ),
            (
                [
                    .step(to: 1, for: .seconds(1)).named("a"),
                    .step(to: 2, for: .seconds(1)).named("a"),
                ], "two segments are named \"a\""
            ),
        ] as [([UserSegment], String)])
    func `what makes no sense is said`(segments: [UserSegment], message: String) {
        let problems = UserSegment.problems(of: segments)
        #expect(problems.map(\.message) == [message])
        #expect(problems.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test func `ordinary segments have no problem, and survive being stored`() throws {
        let segments: [UserSegment] = [
            .ramp(to: 10, over: .seconds(1)), .hold(for: .seconds(1)),
            .steps(to: 3, count: 4, each: .seconds(1)).named("x"), .step(to: 0, for: .seconds(1)),
        ]
        #expect(UserSegment.problems(of: segments).isEmpty)
        let stored = try JSONEncoder().encode(segments)
        #expect(try JSONDecoder().decode([UserSegment].self, from: stored) == segments)
    }
}

import Foundation
import LoadTestingCore
import Testing

@Suite struct ArrivalSegmentTests {
    @Test(
        arguments: [
            (
                .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
                "ramp 0/s → 200/s over 2 s", 200
            ),
            (.hold(.perSecond(50), for: .seconds(3)), "hold 50/s for 3 s", 150),
            (
                .steps(from: .perSecond(10), by: .perSecond(5), count: 4, each: .seconds(2)),
                "4 steps of 2 s from 10/s by 5/s", 140
            ),
            (
                .spike(to: .perSecond(300), over: .seconds(2)).named("spike"),
                "spike 0/s → 300/s → 0/s over 2 s (\"spike\")", 300
            ),
            (
                .sine(
                    around: .perSecond(100), by: .perSecond(50), period: .seconds(5),
                    for: .seconds(10)), "sine 100/s ± 50/s, period 5 s, for 10 s", 1_000
            ),
            (.silence(for: .seconds(1)), "silence for 1 s", 0),
        ] as [(ArrivalSegment, String, Double)])
    func `segments say what they are`(segment: ArrivalSegment, text: String, arrivals: Double) {
        #expect("\(segment)" == text)
        #expect(segment.arrivals == arrivals)
    }

    @Test(
        arguments: [
            ([], "there is no arrival segment"),
            ([.hold(.perSecond(0), for: .seconds(1))], "hold 0/s for 1 s: the rate is zero"),
            (
                [.hold(.perSecond(-1), for: .seconds(1))],
                "hold -1/s for 1 s: the rate is below zero"
            ),
            ([.hold(.perSecond(.nan), for: .seconds(1))], "hold nan/s for 1 s: nan is no rate"),
            (
                [.hold(.perSecond(.infinity), for: .seconds(1))],
                "hold inf/s for 1 s: inf is no rate"
            ),
            ([.silence(for: .seconds(1))], "no segment has any arrivals"),
            (
                [.ramp(from: .perSecond(1), to: .perSecond(2), over: .zero)],
                "ramp 1/s → 2/s over 0 ms: takes no time"
            ),
            (
                [.ramp(from: .perSecond(0), to: .perSecond(0), over: .seconds(1))],
                "no segment has any arrivals"
            ),
            (
                [.ramp(from: .perSecond(-1), to: .perSecond(0), over: .seconds(1))],
                "ramp -1/s → 0/s over 1 s: the rate is below zero"
            ),
            (
                [.spike(to: .perSecond(10), over: .seconds(-1))],
                "spike 0/s → 10/s → 0/s over -1 s: takes no time"
            ),
            (
                [.steps(from: .perSecond(1), by: .perSecond(1), count: 0, each: .seconds(1))],
                "0 steps of 1 s from 1/s by 1/s: the number of steps is 0"
            ),
            (
                [.steps(from: .perSecond(5), by: .perSecond(-3), count: 3, each: .seconds(1))],
                "3 steps of 1 s from 5/s by -3/s: the rate falls below zero"
            ),
            (
                [
                    .sine(
                        around: .perSecond(1), by: .perSecond(2), period: .seconds(1),
                        for: .seconds(1))
                ], "sine 1/s ± 2/s, period 1 s, for 1 s: the rate falls below zero"
            ),
            (
                [
                    .sine(
                        around: .perSecond(2), by: .perSecond(2), period: .zero, for: .seconds(1))
                ], "sine 2/s ± 2/s, period 0 ms, for 1 s: takes no time"
            ),
            (
                [.hold(.perSecond(2_000_000), for: .seconds(1_000_000))],
                "the segments have 2,000,000,000,000 arrivals, at most 10^12 can be counted"
            ),
            (
                [.hold(.perSecond(1), for: .seconds(400 * 86_400))],
                "the segments take more than 365 days"
            ),
            (
                [
                    .hold(.perSecond(1), for: .seconds(1)).named("a"),
                    .hold(.perSecond(2), for: .seconds(1)).named("a"),
                ], "two segments are named \"a\""
            ),
        ] as [([ArrivalSegment], String)])
    func `what makes no sense is said`(segments: [ArrivalSegment], message: String) {
        let problems = ArrivalSegment.problems(of: segments)
        #expect(problems.map(\.message) == [message])
        #expect(problems.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test func `problems of all segments are said at once`() {
        let problems = ArrivalSegment.problems(of: [
            .hold(.perSecond(0), for: .seconds(1)), .hold(.perSecond(1), for: .seconds(1)),
            .silence(for: .zero),
        ])
        #expect(problems.count == 2)
    }

    @Test func `ordinary segments have no problem, and survive being stored`() throws {
        let segments: [ArrivalSegment] = [
            .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
            .steps(from: .perSecond(30), by: .perSecond(-10), count: 4, each: .seconds(1)),
            .sine(
                around: .perSecond(5), by: .perSecond(-5), period: .seconds(1), for: .seconds(9)),
            .silence(for: .nanoseconds(1)), .spike(to: .perSecond(1), over: .seconds(1)).named("x"),
        ]
        #expect(ArrivalSegment.problems(of: segments).isEmpty)
        let stored = try JSONEncoder().encode(segments)
        #expect(try JSONDecoder().decode([ArrivalSegment].self, from: stored) == segments)
    }
}

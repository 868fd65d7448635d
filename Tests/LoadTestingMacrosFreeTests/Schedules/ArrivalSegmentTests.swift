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
}

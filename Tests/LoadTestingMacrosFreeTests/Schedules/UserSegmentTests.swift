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
}

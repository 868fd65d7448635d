import LoadTestingMacrosFree
import Testing

@Suite struct DurationNanosecondsTests {
    @Test(
        arguments: [
            (Duration.zero, 0), (.nanoseconds(1), 1), (.milliseconds(50), 50_000_000),
            (.seconds(3_600), 3_600_000_000_000), (.milliseconds(-1), -1_000_000),
            (Duration(secondsComponent: 0, attosecondsComponent: 999_999_999), 0),
            (Duration(secondsComponent: 1, attosecondsComponent: 1_500_000_000), 1_000_000_001),
            (Duration(secondsComponent: -1, attosecondsComponent: -500_000_000), -1_000_000_000),
        ] as [(Duration, Int64)])
    func `durations are cut to whole nanoseconds`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }

    @Test(
        arguments: [
            (Duration.nanoseconds(Int64.max), Int64.max), (.nanoseconds(Int64.min), .min),
            (.nanoseconds(Int64.max) + .nanoseconds(1), .max),
            (.nanoseconds(Int64.min) - .nanoseconds(1), .min),
            (.seconds(Int64.max), .max), (.seconds(Int64.min), .min), (.seconds(1e18), .max),
        ] as [(Duration, Int64)])
    func `durations beyond 292 years are cut off`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }

    @Test func `a duration's text is the one of every output`() {
        #expect(Duration.microseconds(41_812).text == "41.8 ms")
        #expect(Duration.seconds(-3).text == "-3 s")
    }

    @Test(
        arguments: [
            (.seconds(3), 4, .seconds(12)), (.seconds(3), -1, .zero),
            (.seconds(60), .max, .nanoseconds(Int64.max)),
            (.seconds(-60), .max, .nanoseconds(Int64.min)),
            (.zero, .max, .zero),
        ] as [(Duration, Int, Duration)])
    func `a duration many times is cut off instead of trapping`(
        duration: Duration, count: Int, product: Duration
    ) {
        #expect(duration.times(count) == product)
    }
}

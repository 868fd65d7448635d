import LoadTestingCore
import Testing

@Suite struct ArrivalScheduleTests {
    @Test func `a hold has one arrival every so often, from its start on`() {
        let schedule = ArrivalSchedule([.hold(.perSecond(100), for: .seconds(10))], seed: 1)
        #expect(schedule.count == 1_000)
        #expect((0..<1_000).allSatisfy { schedule.due($0) == $0 * 10_000_000 })
        #expect(schedule.endNanoseconds == 10_000_000_000)
        #expect(schedule.plateau == 0..<10_000_000_000)
    }

    @Test func `a ramp and a hold have as many arrivals as their areas`() {
        let schedule = ArrivalSchedule(
            [
                .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
                .hold(.perSecond(200), for: .seconds(2)).named("full"),
            ], seed: 1, startNanoseconds: 1_000_000_000)
        #expect(schedule.count == 600)
        #expect(schedule.due(0) == 1_000_000_000)
        // N(t) = 50 · t², so arrival 50 comes after 1 s.
        #expect(schedule.due(50) == 2_000_000_000)
        #expect(schedule.due(200) == 3_000_000_000)
        #expect(schedule.due(599) == 4_995_000_000)
        #expect(schedule.segments == ["full": 3_000_000_000..<5_000_000_000])
        #expect(schedule.plateau == 3_000_000_000..<5_000_000_000)
        #expect(schedule.highestRate == 200)
        let rates = [0, 1, 2, 3, 4.5, 5].map { schedule.rate(at: Int64($0 * 1e9)) }
        #expect(rates == [0, 0, 100, 200, 200, 0])
    }

    @Test(
        arguments: [
            ([.hold(.perMinute(100), for: .seconds(60))], 100),
            ([.hold(.perSecond(1.0 / 7), for: .seconds(70))], 10),
            (Array(repeating: .hold(.perSecond(0.1), for: .seconds(10)), count: 30), 30),
            ([.hold(.perSecond(0.9), for: .seconds(1))], 1),
            ([.hold(.perSecond(1.1), for: .seconds(1))], 2),
            ([.ramp(from: .perSecond(50), to: .perSecond(0), over: .seconds(3))], 75),
            ([.spike(to: .perSecond(300), over: .seconds(2))], 300),
            ([.steps(from: .perSecond(10), by: .perSecond(5), count: 4, each: .seconds(2))], 140),
            (
                [
                    .sine(
                        around: .perSecond(100), by: .perSecond(100), period: .seconds(5),
                        for: .seconds(15))
                ], 1_500
            ),
            ([.hold(.perSecond(1_000_000), for: .seconds(1_000_000))], 1_000_000_000_000),
        ] as [([ArrivalSegment], Int64)])
    func `the count is exact where numbers of Double are not`(
        segments: [ArrivalSegment], count: Int64
    ) {
        #expect(ArrivalSchedule(segments, seed: 1).count == count)
        #expect(ArrivalSchedule(segments, spacing: .poisson, seed: 1).count == count)
    }

    @Test func `what follows a silence starts where the silence ends`() {
        let schedule = ArrivalSchedule(
            [
                .silence(for: .seconds(1)), .hold(.perSecond(10), for: .seconds(1)),
                .silence(for: .seconds(3)), .hold(.perSecond(10), for: .seconds(1)),
                .silence(for: .seconds(9)),
            ], seed: 1)
        #expect(schedule.count == 20)
        #expect(schedule.due(0) == 1_000_000_000)
        #expect(schedule.due(9) == 1_900_000_000)
        #expect(schedule.due(10) == 5_000_000_000)
        #expect(schedule.due(19) == 5_900_000_000)
        #expect(schedule.endNanoseconds == 15_000_000_000)
    }

    @Test func `a spike has its peak in the middle`() {
        let schedule = ArrivalSchedule(
            [.spike(from: .perSecond(10), to: .perSecond(100), over: .seconds(4))], seed: 1)
        #expect(schedule.highestRate == 100)
        #expect(schedule.plateau == nil)
        #expect(schedule.due(110) == 2_000_000_000)
    }

    @Test(arguments: [(1.0, 110.0), (2.0, 120), (3, 120), (20, 120)])
    func `a sine's highest rate is that of what it lasts`(seconds: Double, highest: Double) {
        // Of a period of 24 s, sin(2π · 1 / 12 · …) is a half after 2 s and one after 6 s.
        let segments = [
            ArrivalSegment.sine(
                around: .perSecond(100), by: .perSecond(20), period: .seconds(12),
                for: .seconds(seconds))
        ]
        let schedule = ArrivalSchedule(segments, seed: 1)
        let reached = seconds < 3 ? segments.rate(at: seconds - 1e-9) : 120
        #expect(abs(schedule.highestRate - reached) < 1e-6)
        #expect(schedule.highestRate <= highest)
    }

    @Test func `the plateau is the longest of the holds at the highest rate`() {
        let schedule = ArrivalSchedule(
            [
                .hold(.perSecond(10), for: .seconds(50)), .hold(.perSecond(20), for: .seconds(1)),
                .silence(for: .seconds(1)), .hold(.perSecond(20), for: .seconds(2)),
                .hold(.perSecond(20), for: .seconds(2)),
            ], seed: 1)
        #expect(schedule.plateau == 52_000_000_000..<56_000_000_000)
    }

    @Test func `one arrival among ten million is found in microseconds, and none is stored`() {
        let hour = Duration.seconds(3_600)
        for spacing in [ArrivalSpacing.even, .poisson] {
            let clock = ContinuousClock()
            var last = Int64.min
            let time = clock.measure {
                let schedule = ArrivalSchedule(
                    [
                        .ramp(from: .perSecond(0), to: .perSecond(5_000), over: hour),
                        .hold(.perSecond(1_000_000 / 3_600), for: hour),
                    ], spacing: spacing, seed: 1)
                #expect(schedule.count == 10_000_000)
                for index in stride(from: 0, to: schedule.count, by: 10_007) {
                    let due = schedule.due(index)
                    if due < last { Issue.record("\(index) comes before the one before") }
                    last = due
                }
            }
            // 1,000 look-ups; making all ten million takes seconds.
            #expect(time < .milliseconds(500))
        }
        #expect(MemoryLayout<ArrivalSchedule>.size < 200)
    }
}

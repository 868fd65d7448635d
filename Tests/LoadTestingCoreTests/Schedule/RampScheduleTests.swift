import LoadTestingCore
import TestSupport
import Testing

@Suite struct RampScheduleTests {
    @Test(
        arguments: [
            (1, 0, 0, [0]), (1, 10, 5, [5]), (4, 100, 0, [0, 25, 50, 75]),
            (3, 100, 1_000, [1_000, 1_033, 1_066]), (3, 0, 7, [7, 7, 7]),
            (5, 3, 0, [0, 0, 1, 1, 2]),
            (10, 100_000_000_000, 0, (0..<10).map { Int64($0) * 10_000_000_000 }),
        ] as [(Int, Int64, Int64, [Int64])])
    func `user k of U starts at k · ramp / U`(
        users: Int, ramp: Int64, start: Int64, dues: [Int64]
    ) {
        let schedule = RampSchedule(users: users, rampNanoseconds: ramp, startNanoseconds: start)
        #expect((0..<users).map(schedule.due) == dues)
    }

    @Test(
        arguments: [
            (1 << 62, Int64.max / 2, (1 << 62) - 1, Int64.max / 2 - 1),
            (1_000_000_000, 31_622_400_000_000_000, 999_999_999, 31_622_399_968_377_600),
            (Int.max, Int64.max, Int.max - 1, Int64.max - 1), (Int.max, Int64.max, 1, 1),
            (2, Int64.max, 1, Int64.max / 2),
        ] as [(Int, Int64, Int, Int64)])
    func `products beyond 64 bits stay exact`(users: Int, ramp: Int64, index: Int, due: Int64) {
        let schedule = RampSchedule(users: users, rampNanoseconds: ramp, startNanoseconds: 0)
        #expect(schedule.due(index) == due)
    }

    @Test func `starts are exact, ascending and before the ramp's end whatever the numbers`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let users = Int.random(in: 1...10_000_000, using: &generator)
            let ramp = Int64.random(in: 0...3_600_000_000_000, using: &generator)
            let schedule = RampSchedule(users: users, rampNanoseconds: ramp, startNanoseconds: 9)
            var last = Int64.min
            for index in (0..<50).map({ _ in Int.random(in: 0..<users, using: &generator) })
                .sorted()
            {
                let due = schedule.due(index)
                let (high, low) = UInt64(index).multipliedFullWidth(by: UInt64(ramp))
                #expect(due - 9 == Int64(UInt64(users).dividingFullWidth((high, low)).quotient))
                #expect(due >= last && due >= 9 && due - 9 <= max(0, ramp - 1))
                last = due
            }
        }
    }

    @Test(
        arguments: [(1, 0, 5), (4, 100, 0), (3, 100, 7), (5, 3, 0), (7, 1_000, 0)]
            as [(Int, Int64, Int64)])
    func `as many users are planned as have started`(users: Int, ramp: Int64, start: Int64) {
        let schedule = RampSchedule(users: users, rampNanoseconds: ramp, startNanoseconds: start)
        for instant in -1...start + ramp + 2 {
            let started = (0..<users).count { schedule.due($0) <= instant }
            #expect(schedule.users(at: instant) == started, "at \(instant)")
        }
        let huge = RampSchedule(users: .max, rampNanoseconds: .max, startNanoseconds: 0)
        #expect(huge.users(at: .max - 1) == .max)
    }
}

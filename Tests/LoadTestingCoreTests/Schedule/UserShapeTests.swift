import LoadTestingCore
import TestSupport
import Testing

@Suite struct UserShapeTests {
    private func stays(_ segments: [UserSegment]) -> [[Int64]] {
        let shape = UserShape(segments)
        return (0..<shape.count).map {
            let stay = shape.stay($0)
            return [stay.due / 1_000_000, stay.end / 1_000_000]
        }
    }

    @Test func `as many users are planned as have started and not ended`() {
        let shape = UserShape(
            [
                .ramp(to: 4, over: .seconds(4)), .hold(for: .seconds(1)),
                .ramp(to: 0, over: .seconds(8)), .step(to: 3, for: .seconds(1)),
                .step(to: 1, for: .seconds(2)),
            ], startNanoseconds: 500_000_000)
        for instant in stride(from: 0, to: 18_000_000_000, by: 125_000_000) as StrideTo<Int64> {
            let active = (0..<shape.count).map(shape.stay)
                .count { $0.due <= instant && instant < $0.end }
            #expect(shape.users(at: instant) == active, "at \(instant)")
        }
    }

    @Test func `a ramp up starts users as a ramp-up does, and down ends the last first`() {
        #expect(
            stays([
                .ramp(to: 4, over: .seconds(4)), .hold(for: .seconds(1)),
                .ramp(to: 0, over: .seconds(8)),
            ]) == [[0, 13_000], [1_000, 11_000], [2_000, 9_000], [3_000, 7_000]])
    }

    @Test func `steps start and end users at once`() {
        #expect(
            stays([.step(to: 2, for: .seconds(1)), .step(to: 1, for: .seconds(1))])
                == [[0, 2_000], [0, 1_000]])
        #expect(
            stays([
                .step(to: 3, for: .seconds(1)), .steps(to: 0, count: 3, each: .seconds(2)),
            ]) == [[0, 5_000], [0, 3_000], [0, 1_000]])
        // From 0 to 5 in two steps: 2.5 is rounded away from zero.
        #expect(
            stays([.steps(to: 5, count: 2, each: .seconds(1))])
                == [[0, 2_000], [0, 2_000], [0, 2_000], [1_000, 2_000], [1_000, 2_000]])
    }

    @Test func `a number that comes up again is a new user`() {
        #expect(
            stays([
                .step(to: 2, for: .seconds(1)), .step(to: 0, for: .seconds(1)),
                .ramp(to: 2, over: .seconds(2)), .hold(for: .seconds(1)),
            ]) == [[0, 1_000], [0, 1_000], [2_000, 5_000], [3_000, 5_000]])
    }

    @Test func `peak, count and named segments`() {
        let shape = UserShape(
            [
                .ramp(to: 10, over: .seconds(1)), .hold(for: .seconds(1)).named("first"),
                .step(to: 5, for: .seconds(9)), .step(to: 10, for: .seconds(2)),
                .hold(for: .seconds(1)), .ramp(to: 0, over: .seconds(1)),
            ], startNanoseconds: 500)
        #expect(shape.peak == 10)
        #expect(shape.count == 15)
        #expect(shape.segments == ["first": 1_000_000_500..<2_000_000_500])
        #expect(shape.endNanoseconds == 15_000_000_500)
        #expect(shape.stay(0).due == 500)
    }

    @Test(arguments: Array(1...80) as [UInt64])
    func `as many users are active as the shape says`(seed: UInt64) {
        let segments = randomUserSegments(seed: seed)
        let shape = UserShape(segments)
        let all = (0..<shape.count).map(shape.stay)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.due <= $1.due })
        #expect(all.allSatisfy { $0.due <= $0.end && $0.end <= shape.endNanoseconds })
        var generator = SeededGenerator(seed: seed)
        var most = 0
        for _ in 0..<300 {
            let time = Int64.random(in: 0..<shape.endNanoseconds, using: &generator)
            let active = all.count { $0.due <= time && time < $0.end }
            let levels = [-2, 0, 2].map { self.level(of: segments, at: time + $0) }
            // Starts and ends are cut to whole nanoseconds.
            #expect((levels.min()!...levels.max()!).contains(active))
            most = max(most, active)
        }
        #expect(most <= shape.peak)
    }

    /// ⌈U(t)⌉, straight from the segments.
    private func level(of segments: [UserSegment], at time: Int64) -> Int {
        var (start, level) = (Int64(0), 0)
        for segment in segments {
            let length = segment.duration.wholeNanoseconds
            let target = segment.users ?? level
            let inside = time < start + length
            switch segment.shape {
            case .hold: if inside { return level }
            case .step: if inside { return target }
            case .ramp:
                guard inside else { break }
                let part = Double(max(0, time - start)) / Double(length)
                return Int((Double(level) + Double(target - level) * part).rounded(.up))
            case .steps(_, let count, let each):
                guard inside else { break }
                let step = Double((time - start) / each.wholeNanoseconds + 1) / Double(count)
                return level + Int((Double(target - level) * step).rounded())
            }
            (start, level) = (start + length, target)
        }
        return level
    }

    @Test func `starts of a ramp are those of a ramp-up`() {
        let ramp = RampSchedule(users: 977, rampNanoseconds: 12_345_678_901, startNanoseconds: 3)
        let shape = UserShape(
            [.ramp(to: 977, over: .nanoseconds(12_345_678_901)), .hold(for: .seconds(1))],
            startNanoseconds: 3)
        #expect((0..<977).allSatisfy { shape.stay($0).due == ramp.due($0) })
    }
}

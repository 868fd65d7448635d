import LoadTestingCore

/// Segments of every kind at random, the same for a seed.
func randomSegments(seed: UInt64) -> [ArrivalSegment] {
    var generator = SeededGenerator(seed: seed)
    func rate(_ range: ClosedRange<Double> = 0...500) -> Rate {
        // Every other one is whole, as people write them.
        let value = Double.random(in: range, using: &generator)
        return .perSecond(Bool.random(using: &generator) ? value.rounded(.up) : value)
    }
    func time() -> Duration { .milliseconds(Int.random(in: 1...4_000, using: &generator)) }
    let count = Int.random(in: 1...7, using: &generator)
    let segments: [ArrivalSegment] = (0..<count).map { _ in
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return .hold(rate(1...500), for: time())
        case 1: return .ramp(from: rate(), to: rate(), over: time())
        case 2:
            return .steps(
                from: rate(100...200), by: rate(-20...50),
                count: Int.random(in: 1...5, using: &generator), each: time())
        case 3: return .spike(from: rate(), to: rate(), over: time())
        case 4:
            let around = rate(1...300)
            let share = Double.random(in: -1...1, using: &generator)
            return .sine(
                around: around, by: .perSecond(around.perSecond * share), period: time(),
                for: time())
        default: return .silence(for: time())
        }
    }
    return ArrivalSegment.problems(of: segments).isEmpty
        ? segments : [.hold(.perSecond(37), for: .seconds(3))]
}

/// Shapes of users at random, the same for a seed.
func randomUserSegments(seed: UInt64) -> [UserSegment] {
    var generator = SeededGenerator(seed: seed)
    func users() -> Int { Int.random(in: 0...40, using: &generator) }
    func time() -> Duration { .milliseconds(Int.random(in: 1...4_000, using: &generator)) }
    let count = Int.random(in: 0...7, using: &generator)
    return [.ramp(to: users() + 1, over: time())]
        + (0..<count).map { _ in
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: .ramp(to: users(), over: time())
            case 1: .hold(for: time())
            case 2: .step(to: users(), for: time())
            default:
                .steps(
                    to: users(), count: Int.random(in: 1...6, using: &generator), each: time())
            }
        }
}

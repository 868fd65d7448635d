import LoadTestingCore

/// Makes plans of all elements of the scenario language, drawn from a seed, that end soon.
///
/// Their server answers `/bad…` with 500 and `/next/n` with n + 1.
struct RandomPlan {
    private var generator: SeededGenerator
    /// Whether counts follow from the seed: nothing decides by time, or by which user came first.
    private(set) var isRepeatable = true
    private var users = 1
    private var number = 0
    private let rows = Feeder(Array(0..<7), order: .circular)
    private let queue = Feeder(Array(0..<40), order: .queue)
    private let failing = Feeder(Array(0..<60), order: .queueOrFail)
    private let row = Slot<Int>("row", initially: 0)

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func draw(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    private mutating func happens(_ percent: Int) -> Bool { draw(1...100) <= percent }

    mutating func plan(target: String, seed: UInt64) -> LoadTest {
        let groups = (0..<draw(1...2)).map { _ in group() }
        let setUp = happens(20) ? Steps([HTTPGet("/set-up").steps.nodes[0]]) : nil
        return LoadTest(
            "random", target: target, seed: Seed(seed), limit: .seconds(20), stopsWhenDead: false
        ) {
            if let setUp {
                SetUp { setUp }
                TearDown { setUp }
            }
            for group in groups { group }
        }
    }

    private mutating func group() -> ThreadGroup {
        users = draw(1...5)
        let (loops, ramp) = (draw(1...3), draw(0...3))
        let body = steps(depth: 3, inTransaction: false)
        var group = ThreadGroup(users: users, rampUp: .milliseconds(ramp), loops: loops) {
            body
            HTTPGet("/last")
        }
        if happens(60) {
            let actions: [ErrorAction] = [.nextIteration, .stopUser, .stopTest]
            let action = actions[happens(15) ? 2 : draw(0...1)]
            if action == .stopTest { isRepeatable = false }
            group = group.onError(action)
        }
        if happens(15) { group = group.limit(.perSecond(3_000)) }
        if happens(20) {
            group = group.defaults(
                HTTPDefaults(
                    cookies: happens(50) ? .clearedEachIteration : .ignored,
                    connection: happens(50) ? .perIteration : .perRequest))
        }
        return group
    }

    private mutating func steps(depth: Int, inTransaction: Bool) -> Steps {
        StepsBuilder.buildArray(
            (0..<draw(1...3)).map { _ in step(depth: depth, inTransaction: inTransaction) })
    }

    private mutating func step(depth: Int, inTransaction: Bool) -> Steps {
        if depth == 0 || happens(25) { return request().steps }
        if happens(20) { return wait(inTransaction: inTransaction) }
        if happens(4) { return end() }
        let body = steps(depth: depth - 1, inTransaction: inTransaction)
        switch draw(0...11) {
        case 0: return Loop(draw(1...3)) { body }.steps
        case 1: return repeating(body)
        case 2: return branch(body, depth, inTransaction)
        case 3: return ForEach(Array(0..<draw(0...3))) { _ in body }.steps
        case 4: return Once { body }.steps
        case 5: return mix(body, depth, inTransaction)
        case 6: return RandomOrder { for node in body.nodes { Steps([node]) } }.steps
        case 7: return Retry(attempts: draw(1...3)) { body }.steps
        case 8: return transaction(depth)
        case 9: return parallel()
        case 10: return During(.milliseconds(2)) { body }.steps.noting { isRepeatable = false }
        default: return fed(body)
        }
    }

    private mutating func request() -> HTTPGet {
        let name = draw(0...5)
        if happens(12) { return HTTPGet("/bad/\(name)") }
        if happens(15) { return HTTPGet("/\(row)/\(name)").check(.bodyContains("1")) }
        return HTTPGet("/good/\(name)").check(.status(200))
    }

    private mutating func wait(inTransaction: Bool) -> Steps {
        switch draw(0...4) {
        case 0: return Pause(.microseconds(draw(0...900))).steps
        case 1: return Pause(.zero ... .milliseconds(1)).steps
        case 2: return Pause.exponential(mean: .microseconds(300)).steps
        case 3 where !inTransaction: return Pace(every: .microseconds(draw(1...900))).steps
        default:
            return Rendezvous(users: draw(1...users), within: .milliseconds(draw(1...5))).steps
        }
    }

    private mutating func end() -> Steps {
        guard happens(40) else { return StopUser().steps }
        isRepeatable = false
        return StopTest().steps
    }

    private mutating func repeating(_ body: Steps) -> Steps {
        number += 1
        let state = Slot<Int>("state\(number)", initially: 0)
        let most = draw(0...2)
        return While(state, where: { $0 < most }) {
            // Before the body, which may fail: the loop would not end.
            HTTPGet("/next/\(state)").capture(state, regex: /\d+/)
            body
        }.steps
    }

    private mutating func branch(_ body: Steps, _ depth: Int, _ inTransaction: Bool) -> Steps {
        number += 1
        let drawn = Slot<Int>("drawn\(number)")
        let other = steps(depth: depth - 1, inTransaction: inTransaction)
        let hasElse = happens(50)
        return StepsBuilder.buildBlock(
            Feed(.random(in: 0...2), into: drawn).steps,
            If(drawn, where: { $0 == 0 }) {
                body
            } else: {
                if hasElse { other }
            }.steps)
    }

    private mutating func mix(_ body: Steps, _ depth: Int, _ inTransaction: Bool) -> Steps {
        let other = steps(depth: depth - 1, inTransaction: inTransaction)
        let (first, second) = (draw(1...5), draw(0...5))
        return Mix {
            Share(first) { body }
            Share(second) { other }
            Share(0) { StopTest() }
            Share(1) {}
        }.steps
    }

    private mutating func transaction(_ depth: Int) -> Steps {
        let body = steps(depth: depth - 1, inTransaction: true)
        let (includesPauses, name) = (happens(50), draw(0...3))
        return Transaction("transaction \(name)", includesPauses: includesPauses) {
            body
            HTTPGet("/good/0")
        }.steps
    }

    private mutating func parallel() -> Steps {
        let requests = (0..<draw(1...4)).map { _ in request() }
        return Parallel { for request in requests { request } }.steps
    }

    private mutating func fed(_ body: Steps) -> Steps {
        let kind = draw(0...9)
        if kind < 2 { isRepeatable = false }
        let feeder = kind == 0 ? queue : kind == 1 ? failing : rows
        return StepsBuilder.buildBlock(Feed(feeder, into: row).steps, body)
    }
}

extension Steps {
    /// The same; does something beside.
    fileprivate func noting(_ note: () -> Void) -> Steps {
        note()
        return self
    }
}

/// One user's state: its position in its program.
///
/// A pure state machine; the loop performs its actions.
struct UserFrame: BitwiseCopyable {
    /// The next action of a user.
    enum Action {
        /// Send this request.
        case send(request: Int32)
        /// Send these at once.
        case sendAll(first: Int32, count: Int32)
        /// Wait for the group's limit.
        case takeToken
        /// Do nothing until an instant; it may have passed.
        case wait(until: Int64)
        /// Do nothing until the instant of a cycle; `isLate` when the last pass took longer.
        case pace(until: Int64, isLate: Bool)
        /// Wait for others at a barrier.
        case waitAtBarrier(Int32)
        case feed(Int32)
        case scenario(Int32)
        /// A transaction has ended: count it and continue.
        case count(TransactionSpan)
        /// An iteration has ended, another one begins: reset its state and continue.
        case iterationEnded
        /// Do nothing until resumed.
        case suspend
        /// Let others have a tick, then continue: an endless loop must not block them.
        case yield
        /// The load of the whole test ends.
        case stopTest(byError: Bool)
        /// All iterations are done.
        case end
    }

    /// The user's number over the whole run, from 0.
    let id: Int64
    /// The number of its group.
    let group: Int32
    /// The next instruction.
    private(set) var counter: Int32
    /// The number of this pass, from 0.
    private(set) var iteration: Int64 = 0
    /// The number of random numbers that this iteration has drawn.
    private var draws: Int64 = 0
    /// The instant at which it became free: the due instant of its next step, nanoseconds since the
    /// run's start.
    var freeAt: Int64
    /// The instant from which only the generator delays its next step.
    private var readyAt: Int64
    /// Whether its first exchange, which is due by the clock, is still to come.
    private(set) var isArrival: Bool
    /// The total time that it has paused, in nanoseconds.
    var paused: Int64 = 0
    /// The total lateness of its exchanges' starts, in nanoseconds.
    var delayed: Int64 = 0
    /// The end of the current pass of a `Pace`, `Int64.min` without one.
    private(set) var cycleEnd = Int64.min
    /// The part of its exchanges' time that the generator caused.
    var charged = OwnDelay()
    /// The number of exchanges that it has ended, and of those that had failed.
    private(set) var exchanges: Int64 = 0
    private(set) var failures: Int64 = 0

    init(
        id: Int64, group: Int32, entry: Int32, startsAt: Int64, readyAt: Int64? = nil,
        isArrival: Bool = false
    ) {
        self.isArrival = isArrival
        self.readyAt = readyAt ?? startsAt
        self.id = id
        self.group = group
        counter = entry
        freeAt = startsAt
    }

    /// The maximum instructions done without returning to the loop.
    private static let maxInstructions = 1_000

    /// Advances to the next action.
    ///
    /// - Complexity: O(1) for actions that wait; does not allocate for constant requests.
    mutating func advance(
        _ code: borrowing ProgramCode, _ memory: UserMemory, now: Int64
    ) -> Action {
        for _ in 0..<Self.maxInstructions {
            let instruction = code.instructions[Int(counter)]
            counter &+= 1
            switch instruction {
            case .exchange(let request): return .send(request: request)
            case .parallel(let first, let count): return .sendAll(first: first, count: count)
            case .takeToken: return .takeToken
            case .pause(let time):
                let nanoseconds = draw(time, seed: code.seed)
                guard nanoseconds > 0 else { continue }
                return .wait(until: rest(nanoseconds))
            case .pace(let register, let cycle):
                if let action = pace(register, cycle, memory) { return action }
            case .rendezvous(let point): return .waitAtBarrier(point)
            case .feed(let feed): return .feed(feed)
            case .scenario(let scenario): return .scenario(scenario)
            case .suspend: return .suspend
            case .beginTransaction(let number):
                begin(code.transactions[Int(number)], memory)
            case .endTransaction(let number):
                if let span = end(code.transactions[Int(number)], memory) { return .count(span) }
            case .stopUser: return .end
            case .stopTest(let byError): return .stopTest(byError: byError)
            case .endIteration:
                iteration &+= 1
                draws = 0
                let group = code.groups[Int(group)]
                if iteration >= group.iterations { return .end }
                counter = group.entry
                if group.hasIterationEnds { return .iterationEnded }
            case .jump, .set, .countDown, .startTimer, .jumpWhenOver, .jumpUnless,
                .jumpUnlessFirst, .nextElement, .choose, .shuffle, .nextInOrder:
                follow(instruction, code, memory, now: now)
            }
        }
        return .yield
    }

    /// Notes an exchange's end.
    mutating func count(isFailed: Bool, delay: Int64 = 0, own: OwnDelay = OwnDelay()) {
        exchanges &+= 1
        delayed &+= delay
        charged.start &+= own.start
        charged.answer &+= own.ofService
        if isFailed { failures &+= 1 }
    }

    /// The next exchange is not its first one.
    mutating func hasSent() { isArrival = false }

    /// It has done a step, and may do the next one.
    mutating func becomeFree(at instant: Int64) {
        freeAt = instant
        readyAt = instant
    }

    /// The part of the time from due to start that the generator caused.
    func ownDelay(due: Int64, start: Int64) -> Int64 { max(0, start &- max(due, readyAt)) }

    mutating func jump(to target: Int32) { counter = target }

    /// Continues at the target of the last step's failure.
    mutating func fail(_ code: borrowing ProgramCode) {
        let target = code.failureTargets[Int(counter &- 1)]
        if target >= 0 { counter = target }
    }

    /// 64 random bits that no other draw gets.
    mutating func drawBits(seed: UInt64) -> UInt64 {
        defer { draws &+= 1 }
        return RandomDraw.bits(seed: seed, user: id, iteration: iteration, draw: draws)
    }

    mutating func rest(_ nanoseconds: Int64) -> Int64 {
        freeAt &+= nanoseconds
        paused &+= nanoseconds
        return freeAt
    }

    private mutating func pace(
        _ register: Int32, _ cycle: Int64, _ memory: UserMemory
    ) -> Action? {
        let passes = memory[register &+ 1]
        memory[register &+ 1] = passes &+ 1
        guard passes > 0 else {
            memory[register] = freeAt
            cycleEnd = freeAt &+ cycle
            return nil
        }
        let due = memory[register] &+ passes &* cycle
        cycleEnd = due &+ cycle
        let isLate = due < freeAt
        if !isLate { paused &+= due &- freeAt }
        freeAt = due
        return .pace(until: due, isLate: isLate)
    }
}

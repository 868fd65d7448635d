/// One user's state: where it is in its program.
///
/// A pure state machine; the loop performs what it decides.
struct UserFrame: BitwiseCopyable {
    /// What a user wants next.
    enum Action {
        /// Send this request.
        case send(request: Int32)
        /// Do nothing for this many nanoseconds.
        case wait(nanoseconds: Int64)
        /// Do nothing until resumed.
        case suspend
        /// All iterations are done.
        case end
    }

    /// The user's number over the whole run, from 0.
    let id: Int64
    /// The number of its group.
    let group: Int32
    /// The next instruction.
    private(set) var counter: Int32
    /// Which pass this is, from 0.
    private(set) var iteration: Int64 = 0
    /// How many random numbers this iteration has drawn.
    private var draws: Int64 = 0
    /// When it became free: the due instant of its next step, nanoseconds since the run's start.
    var freeAt: Int64
    /// Whether it has sent nothing yet.
    var isFresh = true

    init(id: Int64, group: Int32, entry: Int32, startsAt: Int64) {
        self.id = id
        self.group = group
        counter = entry
        freeAt = startsAt
    }

    /// Moves on to the next thing to do.
    ///
    /// - Complexity: O(1) but for jumps; does not allocate.
    mutating func advance(_ code: borrowing ProgramCode) -> Action {
        while true {
            let instruction = code.instructions[Int(counter)]
            counter &+= 1
            switch instruction {
            case .exchange(let request): return .send(request: request)
            case .pause(let shortest, let longest):
                return .wait(nanoseconds: draw(in: shortest...longest, seed: code.seed))
            case .suspend: return .suspend
            case .jump(let target): counter = target
            case .endIteration:
                iteration &+= 1
                draws = 0
                let group = code.groups[Int(group)]
                if iteration >= group.iterations { return .end }
                counter = group.entry
            }
        }
    }

    private mutating func draw(in range: ClosedRange<Int64>, seed: UInt64) -> Int64 {
        guard range.lowerBound < range.upperBound else { return range.lowerBound }
        let bits = RandomDraw.bits(seed: seed, user: id, iteration: iteration, draw: draws)
        draws &+= 1
        return RandomDraw.integer(in: range, bits: bits)
    }
}

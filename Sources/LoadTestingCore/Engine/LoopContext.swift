/// The state that all parts of a loop have in common: the program, the state shared by loops, and
/// the time.
final class LoopContext {
    let program: Program
    /// Its groups' limits change when the load is ended early.
    let code: ProgramCode
    let shared: SharedState
    /// The number of this loop.
    let loop: Int
    let reactor: any Reactor
    let send: @Sendable (LoopMessage) -> Void
    /// Set when the run starts.
    private(set) var clock = RunClock()
    /// The instants at which the loop polled its events.
    ///
    /// Memory of its own, which each request reads without a check for exclusive access.
    let attention: UnsafeMutablePointer<Attention>
    var ending = LoopEnding()

    init(
        _ program: Program, loop: Int, shared: SharedState, reactor: any Reactor,
        send: @escaping @Sendable (LoopMessage) -> Void
    ) {
        self.program = program
        code = ProgramCode(program)
        self.shared = shared
        self.loop = loop
        self.reactor = reactor
        self.send = send
        attention = .allocate(capacity: 1)
        attention.initialize(to: Attention(at: 0))
    }

    deinit {
        attention.deinitialize(count: 1)
        attention.deallocate()
    }

    /// The run starts, on the calling thread.
    func begin(_ clock: RunClock) {
        self.clock = clock
        attention.pointee = Attention(
            at: reactor.now, waited: { [reactor] in reactor.runQueueTime },
            stalled: { [reactor] in reactor.processStall(in: $0) })
    }

    /// Nanoseconds since the start of the run.
    var now: Int64 { reactor.now &- clock.zeroNanoseconds }

    /// An instant of the run on a clock that stops while the loop does not poll.
    func attended(_ instant: Int64) -> Int64 {
        instant &- attention.pointee.absence(until: instant &+ clock.zeroNanoseconds)
    }
}

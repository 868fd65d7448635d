/// The instants at which a loop polled its sockets: a pure state machine.
///
/// Events that came while it did something else, had no processor or was stopped, were seen that
/// much late. Instants are monotonic nanoseconds.
struct Attention {
    /// The earliest instant at which an event noticed in this tick may have come.
    private(set) var unseenSince: Int64
    /// The start of the tick.
    private(set) var tickStart: Int64
    /// The total time that the loop had not polled by then.
    private(set) var absent: Int64 = 0

    private var pollStart: Int64
    /// The part of the last poll for which the loop was absent.
    private var absence: Int64 = 0
    private var mayHaveMissed = false
    private let waited: () -> Int64?
    private let stalled: (Range<Int64>) -> Int64
    /// The thread's waiting time when it last began to poll, and when it was last asked for.
    private var waitedAtPoll: Int64?
    private var waitedAtTake: Int64?

    /// A shorter poll found the events that had come before it.
    private static let shortPoll: Int64 = 50_000
    /// The same after a poll that may have missed something: a stopped thread resumes slowly.
    private static let shortPollAfterMiss: Int64 = 1_000_000
    /// A shorter poll hides no absence that matters; the cost of the system call, a microsecond, is
    /// negligible in a longer one.
    private static let longPoll: Int64 = 2_000_000
    /// A shorter absence is that of a thread woken on a busy machine.
    private static let longAbsence: Int64 = 1_000_000
    /// In a longer tick the thread may have waited in the middle of its work.
    private static let longTick: Int64 = 1_000_000

    /// - Parameters:
    ///   - now: the start of the first tick.
    ///   - waited: the time that the thread was ready to run and had no processor so far; `nil`
    ///     where it is unknown.
    ///   - stoodStill: the time that the whole process was stopped at the end of a span.
    init(
        at now: Int64, waited: @escaping () -> Int64? = { nil },
        stalled: @escaping (Range<Int64>) -> Int64 = { _ in 0 }
    ) {
        unseenSince = now
        tickStart = now
        pollStart = now
        self.waited = waited
        self.stalled = stalled
        waitedAtPoll = waited()
        waitedAtTake = waitedAtPoll
    }

    /// A tick is over, and the loop is about to poll.
    ///
    /// - Returns: the maximum lateness of the tick's work: the tick's length and the absence before
    ///   it.
    mutating func endTick(at now: Int64) -> Int64 {
        pollStart = now
        // A wait within the tick is in the tick's length.
        if now - tickStart > Self.longTick { waitedAtPoll = waited() }
        return now - tickStart + absence
    }

    /// The loop has polled, and a tick begins.
    ///
    /// - mayHaveMissed: whether there may be unreported events: a batch was full, or a signal ended
    ///   the poll before it had finished.
    mutating func beginTick(at now: Int64, mayHaveMissed: Bool) {
        let polled = now - pollStart
        absence = polled > Self.longPoll ? min(polled, absence(in: pollStart..<now)) : 0
        absent += pollStart - tickStart + absence
        let tick = pollStart - tickStart
        // After a long tick a hundredth of it: that much more is charged at most.
        let shortPoll = max(
            self.mayHaveMissed ? Self.shortPollAfterMiss : Self.shortPoll, tick / 100)
        // What came in a long tick was there when a poll lost the processor.
        let slept = tick > Self.longTick ? polled - absence : polled
        if slept >= shortPoll {
            unseenSince = now - absence
        } else if !self.mayHaveMissed {
            unseenSince = tickStart
        }
        // A poll that had its events already when it was stopped does not know of later ones.
        self.mayHaveMissed = mayHaveMissed || absence > Self.longAbsence
        tickStart = now
    }

    private mutating func absence(in poll: Range<Int64>) -> Int64 {
        var absence = stalled(poll)
        if let waited = waited() {
            absence = max(absence, waited - (waitedAtPoll ?? waited))
            waitedAtPoll = waited
        }
        return absence
    }

    /// The total time that the loop has not polled until an instant.
    func absence(until now: Int64) -> Int64 { absent &+ now &- tickStart }

    /// Takes the time that the thread has waited for a processor since the last call; `nil` where
    /// it is unknown.
    mutating func takeWaited() -> Int64? {
        guard let waited = waited() else { return nil }
        defer { waitedAtTake = waited }
        return waited - (waitedAtTake ?? waited)
    }
}

/// A user that has started: its state, its connection, and its waits.
struct ActiveUser: BitwiseCopyable {
    var frame = UserFrame(id: 0, group: 0, entry: 0, startsAt: 0)
    /// Its first connection, `nil` when it has ended.
    var connection: Connection?
    /// The number of its exchanges under way.
    var inFlight: Int32 = 0
    /// Whether one of several exchanges has failed.
    var hasFailed = false
    /// The deadline that it waits for; others in the timers are of waits that have ended.
    var wakeAt = Int64.max
    /// The barrier at which it waits, -1 for none, and the token of that wait.
    var barrier: Int32 = -1
    var waitToken: UInt32 = 0
    /// The number of the scenario's run that it waits for, 0 for none.
    var scenarioRun: UInt32 = 0
    /// It is a user of the closed kind that still makes load.
    var isClosedUser = false
    /// Its waits for answers, while it makes load.
    var answers = AnswerWatch(startsAt: 0)
    /// It starts no step from here on, whatever its group does.
    var endsAt = Int64.max

    var isActive: Bool { connection != nil }
}

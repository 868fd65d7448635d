/// Measures the waits for answers of a user of the closed kind: a pure state machine.
///
/// A pause is no wait, and a failure without a reply is no answer. Times are nanoseconds since the
/// start of the run.
struct AnswerWatch: BitwiseCopyable {
    /// The instant at which the user became active.
    private let start: Int64
    /// The instant up to which its waits are counted.
    private var countedUntil: Int64
    /// The wait since the last answer.
    private var waited: Int64 = 0
    private var longest: Int64 = 0
    /// The label of the request at which the longest wait ended.
    private var label: Int32 = -1

    /// The minimum wait that counts; shorter ones are usual.
    private static let shortest: Int64 = 1_000_000_000

    init(startsAt start: Int64) {
        self.start = start
        countedUntil = start
    }

    /// An exchange has ended, or is inspected while it is under way: then without an answer.
    ///
    /// Of exchanges that are under way at once each instant counts once.
    mutating func ended(start: Int64, end: Int64, isAnswer: Bool, label: Int32) {
        waited &+= max(0, end &- max(start, countedUntil))
        countedUntil = max(countedUntil, end)
        if waited > longest {
            longest = waited
            self.label = label
        }
        if isAnswer { waited = 0 }
    }

    /// The longest wait for an answer, where it took more than half of the user's time and more
    /// than a second.
    func unanswered(until end: Int64) -> (nanoseconds: Int64, label: Int32)? {
        guard longest > Self.shortest, longest > (end &- start) / 2 else { return nil }
        return (nanoseconds: longest, label: label)
    }
}

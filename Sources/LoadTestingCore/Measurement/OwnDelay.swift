/// The part of a sample's time that the load generator caused, in nanoseconds; no time is counted
/// twice.
package struct OwnDelay: Hashable, Sendable, BitwiseCopyable {
    /// From the instant at which the user could have started to the start.
    package var start: Int64 = 0
    /// From the start to the first byte written.
    package var setUp: Int64 = 0
    /// After that: the time that received bytes waited for a poll.
    package var answer: Int64 = 0

    package init(start: Int64 = 0, setUp: Int64 = 0, answer: Int64 = 0) {
        self.start = start
        self.setUp = setUp
        self.answer = answer
    }

    /// The part of the response time.
    package var ofResponse: Int64 { start &+ setUp &+ answer }
    /// The part of the service time.
    package var ofService: Int64 { setUp &+ answer }
}

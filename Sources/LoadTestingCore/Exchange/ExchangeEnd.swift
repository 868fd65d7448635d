import LoadTestingMacrosFree

/// The end of an exchange, as its transport knows it; times are nanoseconds since the start of the
/// run.
///
/// Valid until its connection sends the next request.
struct ExchangeEnd {
    var exchange: Exchange.ID
    var instant: Int64
    /// The reason that there is no answer; `nil` when there is one, whose status is yet to be
    /// judged.
    var cause: FailureCause?
    /// Of the last answer, 0 without one.
    var status: Int32 = 0
    /// The status is all that is certain of the answer: the connection broke behind it.
    var isCut = false
    /// The body contradicts its encoding, although the request asked for one or a check reads it.
    var hasUnreadableBody = false
    /// The time by phases; `nil` when nothing was written.
    var times: ExchangeTimes?
    /// Bytes of heads and bodies, before decoding.
    var received: Int64 = 0
    /// Bytes sent, each write of a request counted.
    var sent: Int64 = 0
    /// A connection was opened for it; one that was refused is none.
    var openedConnection = false
    /// It was sent again, since the server can't have read it.
    var wasResent = false
    /// The part of its time that the loop caused.
    var own = OwnDelay()
    let details: any ExchangeDetails

    /// Part of an answer, or a definite failure: not just a time-out.
    var isAnswer: Bool { cause?.isTimeout != true }
}

/// The facts of an exchange beyond its numbers, made when asked for.
protocol ExchangeDetails {
    /// The explanation of a failure beside its cause; empty for a success.
    var explanation: String { get }
    /// The note on a status beside its number; empty where there is nothing to say.
    var statusNote: String { get }
    /// The target of a redirect, `nil` for none.
    var redirectURL: String? { get }
    /// The last URL sent, redirects included.
    var url: String { get }
    var method: String { get }
    /// The label of the previous request on a kept connection, when the reply may be the rest of
    /// its answer.
    var labelBefore: Int32? { get }
    /// The beginning of the body of a failed reply, or of one that was kept, decoded.
    var bodyExample: String { get }
    /// The bytes on the wire; `nil` unless exchanges are recorded.
    var transcript: Transcript? { get }

    /// The body without a copy, where it is kept and nothing is wrong with it; `nil` where the
    /// reply has to tell.
    var readableBody: UnsafeBufferPointer<UInt8>? { get }

    /// The reply; head and body are empty where the request does not ask for them.
    func reply(duration: Duration, reading: ReplyReading) -> Reply
}

extension ExchangeDetails {
    var readableBody: UnsafeBufferPointer<UInt8>? { nil }

    /// Method and URL of the last request sent.
    var requestLine: String { "\(method) \(url)" }
}

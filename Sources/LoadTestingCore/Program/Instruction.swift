/// What a user does next: a program is a flat list of these.
package enum Instruction: Sendable {
    /// Send a request and wait for its end.
    case exchange(request: Int32)
    /// Wait for a time drawn evenly from a range, in nanoseconds.
    case pause(shortest: Int64, longest: Int64)
    /// Wait until something else resumes the user.
    case suspend
    /// Continue elsewhere.
    case jump(to: Int32)
    /// The iteration is complete: begin the next one, or end.
    case endIteration
}

/// A single act of a user: a program is a flat list of these.
///
/// Registers are numbers that each user has of its own, zero at its start. Targets are addresses in
/// the list.
package enum Instruction: Sendable {
    /// Send a request and wait for its end.
    case exchange(request: Int32)
    /// Send requests with neighbouring numbers at once and wait for the end of all.
    case parallel(first: Int32, count: Int32)
    /// Wait until the group's limit lets the next request start.
    case takeToken
    /// Wait for a time drawn from a distribution.
    case pause(PauseNanoseconds)
    /// Wait for the next instant of a fixed cycle; two registers hold its begin and its number.
    case pace(register: Int32, cycle: Int64)
    /// Wait for other users.
    case rendezvous(barrier: Int32)
    /// Fill a slot with a feeder's next row.
    case feed(Int32)
    /// Run a scenario and wait for its end.
    case scenario(Int32)
    /// Wait until another event resumes the user.
    case suspend

    /// Continue elsewhere.
    case jump(to: Int32)
    case set(register: Int32, value: Int64)
    /// Take one from a register; continue elsewhere while it is above zero.
    case countDown(register: Int32, target: Int32)
    /// Note in a register when a time from now is over.
    case startTimer(register: Int32, nanoseconds: Int64)
    /// Continue elsewhere when the time noted in a register is over.
    case jumpWhenOver(register: Int32, target: Int32)
    /// Continue elsewhere unless a condition holds.
    case jumpUnless(condition: Int32, target: Int32)
    /// Continue elsewhere the second time and later.
    case jumpUnlessFirst(register: Int32, target: Int32)
    /// Put a list's next element into a slot; continue elsewhere when there is none.
    case nextElement(list: Int32, register: Int32, target: Int32)
    /// Continue at the target of a weighted draw.
    case choose(Int32)
    /// Draw an order.
    case shuffle(Int32)
    /// Continue with the next one of an order.
    case nextInOrder(Int32)

    /// Remember the instants that a transaction is measured from.
    case beginTransaction(Int32)
    /// Count a transaction.
    case endTransaction(Int32)

    /// The user ends.
    case stopUser
    /// The load ends.
    case stopTest(byError: Bool)
    /// The iteration is complete: begin the next one, or end.
    case endIteration
}

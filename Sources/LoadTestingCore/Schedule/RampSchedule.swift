/// The start of each user of a group: user k of U at k · ramp / U, in integer nanoseconds.
///
/// A pure function of the index: no running sum, so the millionth start is as exact as the first.
package struct RampSchedule: Sendable {
    /// The number of users.
    package let users: Int
    /// The time over which they start.
    package let rampNanoseconds: Int64
    /// The first start, from the start of the run.
    package let startNanoseconds: Int64

    package init(users: Int, rampNanoseconds: Int64, startNanoseconds: Int64) {
        self.users = users
        self.rampNanoseconds = rampNanoseconds
        self.startNanoseconds = startNanoseconds
    }

    /// The end of the ramp, from the start of the run.
    package var endNanoseconds: Int64 { startNanoseconds + rampNanoseconds }

    /// The start of a user, from the start of the run.
    ///
    /// - Parameter index: the user's number in the group, 0 ..< `users`.
    package func due(_ index: Int) -> Int64 {
        let product = UInt64(index).multipliedFullWidth(by: UInt64(rampNanoseconds))
        return startNanoseconds + Int64(UInt64(users).dividingFullWidth(product).quotient)
    }

    /// The number of users that have started at an instant, from the start of the run.
    package func users(at instant: Int64) -> Int {
        guard instant >= startNanoseconds else { return 0 }
        guard rampNanoseconds > 0, instant < endNanoseconds else { return users }
        // Those with ⌊k · ramp / U⌋ ≤ passed.
        let passed = UInt64(instant - startNanoseconds) + 1
        let product = passed.multipliedFullWidth(by: UInt64(users))
        let (count, rest) = UInt64(rampNanoseconds).dividingFullWidth(product)
        return Int(count) + (rest > 0 ? 1 : 0)
    }
}

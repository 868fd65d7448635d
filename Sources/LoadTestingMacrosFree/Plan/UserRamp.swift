/// Users that start evenly over a time and then repeat their steps.
package struct UserRamp: Sendable {
    package var users: Int
    package var rampUp: Duration
    package var loops: Int?
    package var duration: Duration?

    /// The number of iterations that a user makes; `nil` means until the duration ends.
    package var iterations: Int? { loops ?? (duration == nil ? 1 : nil) }

    package init(users: Int, rampUp: Duration, loops: Int?, duration: Duration?) {
        self.users = users
        self.rampUp = rampUp
        self.loops = loops
        self.duration = duration
    }
}

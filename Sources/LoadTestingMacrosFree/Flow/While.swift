/// Repeats steps as long as a slot's value meets a condition, tested before each pass.
///
/// ```swift
/// let state = Slot<String>("state", initially: "queued")
/// While(state, where: { $0 != "done" }) {
///     HTTPGet("/jobs/7").capture(state, json: \Job.state)
///     Pause(.milliseconds(200))
/// }
/// ```
public struct While: Step {
    package var condition: SlotCondition
    package var body: Steps

    /// Describes a loop with a condition.
    ///
    /// - Parameters:
    ///   - slot: the slot whose value is tested.
    ///   - condition: short: it runs on the thread that sends the load.
    ///   - steps: the repeated steps.
    public init<Value>(
        _ slot: Slot<Value>, where condition: @escaping @Sendable (Value) -> Bool,
        @StepsBuilder steps: () -> Steps
    ) {
        self.condition = SlotCondition(slot, condition)
        body = steps()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.repeatWhile(self)]) }
}

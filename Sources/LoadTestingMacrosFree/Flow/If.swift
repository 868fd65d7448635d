/// Does some steps or others, by the value of a slot.
///
/// ```swift
/// If(stock, where: { $0.count > 0 }) {
///     HTTPPost("/cart", json: stock)
/// } else: {
///     HTTPGet("/waiting-list")
/// }
/// ```
///
/// A plain `if` decides when the plan is built, the same for all users.
public struct If: Step {
    package var condition: SlotCondition
    package var body: Steps
    package var otherwise: Steps

    /// Describes steps that are done when a condition holds.
    ///
    /// - Parameters:
    ///   - slot: the slot whose value is tested.
    ///   - condition: short: it runs on the thread that sends the load.
    ///   - steps: the steps if it holds.
    public init<Value>(
        _ slot: Slot<Value>, where condition: @escaping @Sendable (Value) -> Bool,
        @StepsBuilder steps: () -> Steps
    ) {
        self.condition = SlotCondition(slot, condition)
        body = steps()
        otherwise = Steps()
    }

    /// Describes a decision between steps and others.
    ///
    /// - Parameters:
    ///   - slot: the slot whose value is tested.
    ///   - condition: short: it runs on the thread that sends the load.
    ///   - steps: the steps if it holds.
    ///   - otherwise: the steps if it does not.
    public init<Value>(
        _ slot: Slot<Value>, where condition: @escaping @Sendable (Value) -> Bool,
        @StepsBuilder steps: () -> Steps, @StepsBuilder else otherwise: () -> Steps
    ) {
        self.condition = SlotCondition(slot, condition)
        body = steps()
        self.otherwise = otherwise()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.branch(self)]) }
}

/// Repeats steps for each of some values, which a slot holds for them.
///
/// ```swift
/// ForEach(["de", "en"]) { language in HTTPGet("/\(language)/start") }
/// ```
///
/// All passes share a label, here `GET /{value}/start`. A plain `for` writes the steps out once for
/// each value when the plan is built, each with a label of its own.
public struct ForEach: Step {
    /// The source of the values.
    package enum Values: Sendable {
        case fixed([any Sendable])
        /// The list that a slot holds; `nil` when it is none.
        case slot(SlotText, @Sendable (any Sendable) -> [any Sendable]?)
    }

    package var values: Values
    package var slot: SlotKey
    package var body: Steps

    /// Describes a loop over values that are known when the plan is built.
    ///
    /// - Parameters:
    ///   - values: one pass each; nothing is done without any.
    ///   - name: the name in labels. Default `value`.
    ///   - steps: the repeated steps; given the slot that holds the pass's value.
    public init<Element: Sendable>(
        _ values: some Sequence<Element>, named name: String = "value",
        @StepsBuilder steps: (Slot<Element>) -> Steps
    ) {
        self.init(.fixed(values.map { $0 }), named: name, steps: steps)
    }

    /// Describes a loop over the list that a slot holds, such as captured ids.
    ///
    /// - Parameters:
    ///   - slot: the list; nothing is done when it is empty.
    ///   - name: the name in labels. Default `value`.
    ///   - steps: the repeated steps; given the slot that holds the pass's value.
    public init<Element: Sendable>(
        _ slot: Slot<[Element]>, named name: String = "value",
        @StepsBuilder steps: (Slot<Element>) -> Steps
    ) {
        let projection = slot.slotProjection
        let read = slot.slotRead
        self.init(
            .slot(read) { stored in
                if case .list(_, let elements)? = stored as? CapturedValue { return elements }
                return projection(stored)
            }, named: name, steps: steps)
    }

    private init<Element: Sendable>(
        _ values: Values, named name: String, steps: (Slot<Element>) -> Steps
    ) {
        let key = SlotKey(name, lifetime: .iteration, initial: nil, isAnonymous: true)
        self.values = values
        slot = key
        body = steps(Slot<Element>(key: key))
    }

    /// The element as steps.
    public var steps: Steps { Steps([.forEach(self)]) }
}

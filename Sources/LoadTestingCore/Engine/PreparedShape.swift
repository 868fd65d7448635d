import LoadTestingMacrosFree

/// A scenario's prepared request, and the sources of its values.
struct PreparedShape {
    enum Source {
        case argument(Int)
        case slot(SlotKey)
    }

    var request: Int32
    /// By the slot's number.
    var sources: [Source]
    /// Whether later calls of the shape use it, too.
    var isKept = false

    init(request: Int32, slots: [SlotKey], of call: ScenarioCall) {
        self.request = request
        let places = Dictionary(
            call.arguments.indices.map { (ScenarioCall.argumentSlot($0), $0) },
            uniquingKeysWith: { first, _ in first })
        sources = slots.map { slot in places[slot].map { .argument($0) } ?? .slot(slot) }
    }

    /// The values of a call, in the order of the slots.
    func values(of call: ScenarioCall, by user: VirtualUser) -> [(any Sendable)?] {
        sources.map { source in
            switch source {
            case .argument(let place): call.arguments[place]
            case .slot(let key): user.value(of: key)
            }
        }
    }
}

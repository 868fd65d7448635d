import Synchronization

/// What other loops and threads tell a loop.
enum LoopMessage: Sendable {
    /// A user that waits at a meeting point goes on.
    case goOn(user: Int32, token: UInt32)
    /// The load ends in order.
    case windDown
    /// A scenario wants something, or has ended.
    case scenario(ScenarioCommand)
}

/// A loop's messages in the order in which they came, from any thread.
final class LoopInbox: Sendable {
    private let messages = Mutex<[LoopMessage]>([])
    private let poller: Poller

    init(_ poller: Poller) { self.poller = poller }

    func send(_ message: LoopMessage) {
        messages.withLock { $0.append(message) }
        poller.wake()
    }

    /// Takes all messages out.
    func takeAll() -> [LoopMessage] {
        messages.withLock { messages in
            guard !messages.isEmpty else { return [] }
            defer { messages = [] }
            return messages
        }
    }
}

/// The inboxes of all loops of a run.
final class LoopInboxes: Sendable {
    private let inboxes = Mutex<[LoopInbox]>([])

    func add(_ inbox: LoopInbox) { inboxes.withLock { $0.append(inbox) } }

    func send(_ message: LoopMessage, to loop: Int) {
        inboxes.withLock { $0[loop] }.send(message)
    }
}

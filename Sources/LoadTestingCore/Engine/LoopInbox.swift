import Synchronization

/// A message to a loop from other loops and threads.
enum LoopCommand: Sendable {
    /// A user that waits at a barrier resumes.
    case resume(user: Int32, token: UInt32)
    /// The load ends in order.
    case drain
    /// A scenario asks for something, or has ended.
    case scenario(ScenarioCommand)
}

/// A loop's messages in the order of their arrival, from any thread.
final class LoopInbox: Sendable {
    private struct State {
        var messages: [LoopCommand] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let reactor: any Reactor

    init(_ reactor: any Reactor) { self.reactor = reactor }

    /// Sends a message; false when the loop has ended.
    @discardableResult
    func send(_ message: LoopCommand) -> Bool {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.messages.append(message) }
            return !state.isClosed
        }
        if isOpen { reactor.wake() }
        return isOpen
    }

    /// Takes all messages.
    func takeAll() -> [LoopCommand] {
        state.withLock { state in
            guard !state.messages.isEmpty else { return [] }
            defer { state.messages = [] }
            return state.messages
        }
    }

    /// The loop has ended; returns the unread messages.
    func close() -> [LoopCommand] {
        state.withLock { state in
            state.isClosed = true
            defer { state.messages = [] }
            return state.messages
        }
    }
}

/// The inboxes of all loops of a run.
final class LoopInboxes: Sendable {
    private let inboxes = Mutex<[LoopInbox]>([])

    func add(_ inbox: LoopInbox) { inboxes.withLock { $0.append(inbox) } }

    func send(_ message: LoopCommand, to loop: Int) {
        inboxes.withLock { $0[loop] }.send(message)
    }
}

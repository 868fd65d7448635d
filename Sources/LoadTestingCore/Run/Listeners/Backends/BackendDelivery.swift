import LoadTestingMacrosFree

/// Sends batches to a backend, each at most twice, and counts what was not written.
///
/// One that fails waits for the next and is tried once more before it: a backend that comes back
/// within an interval has lost nothing.
struct BackendDelivery {
    private let sender: any BackendSender
    private let limit: BackendLimit
    /// The batch that failed last time.
    private var failed: [UInt8]?
    private var batches = 0
    private var lost = 0
    private var reason = ""

    init(_ sender: any BackendSender, limit: BackendLimit) {
        self.sender = sender
        self.limit = limit
    }

    /// Sends a batch, and before it the one that failed.
    mutating func send(_ batch: [UInt8]) {
        guard !batch.isEmpty else { return }
        batches += 1
        sendFailed()
        guard !attempt(batch) else { return }
        if sender.mayRepeat { failed = batch } else { lost += 1 }
    }

    /// Sends the batch that failed, and closes the connection.
    ///
    /// - Returns: a note for the report, when something was not written.
    mutating func finish(_ name: String) -> String? {
        sendFailed()
        sender.close()
        guard lost > 0 else { return nil }
        let was = lost == 1 ? "was" : "were"
        return "\(name): \(NumberText.grouped(lost)) of"
            + " \(batches == 1 ? "1 batch" : "\(NumberText.grouped(batches)) batches") \(was) not"
            + " written: \(reason)"
    }

    private mutating func sendFailed() {
        guard let batch = failed else { return }
        failed = nil
        if !attempt(batch) { lost += 1 }
    }

    private mutating func attempt(_ batch: [UInt8]) -> Bool {
        let left = limit.millisecondsLeft
        guard left > 0 else {
            if reason.isEmpty { reason = "no time was left at the end of the load" }
            return false
        }
        guard let problem = sender.send(batch, milliseconds: left) else { return true }
        reason = problem
        return false
    }
}

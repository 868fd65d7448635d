/// A transaction that has ended, times in nanoseconds since the start of the run.
struct TransactionSpan: BitwiseCopyable {
    var label: Int32
    /// The due instant of its first step.
    var due: Int64
    /// The due instant plus the generator's own lateness.
    var start: Int64
    /// The end of its last step, without pauses that do not count.
    var end: Int64
    var isFailed: Bool
    /// The number of samples in it, and of those that failed.
    var parts: Int64 = 0
    var failedParts: Int64 = 0
    /// The part of its time that the generator caused.
    var own = OwnDelay()
}

extension UserFrame {
    mutating func begin(_ transaction: ProgramTransaction, _ memory: UserMemory) {
        for (offset, value) in marks.enumerated() {
            memory[transaction.register &+ Int32(offset)] = value
        }
    }

    /// Ends a transaction and returns its span; `nil` when nothing was sent.
    func end(_ transaction: ProgramTransaction, _ memory: UserMemory) -> TransactionSpan? {
        let before = (0..<Int32(ProgramTransaction.registers)).map {
            memory[transaction.register &+ $0]
        }
        guard exchanges != before[3] else { return nil }
        let waited = transaction.includesPauses ? 0 : paused &- before[1]
        return TransactionSpan(
            label: transaction.label, due: before[0], start: before[0] &+ delayed &- before[2],
            end: max(before[0], freeAt &- waited), isFailed: failures != before[4],
            parts: exchanges &- before[3], failedParts: failures &- before[4],
            own: OwnDelay(
                start: charged.start &- before[5], answer: charged.answer &- before[6]))
    }

    /// The instants that a transaction compares its end with.
    private var marks: [Int64] {
        [freeAt, paused, delayed, exchanges, failures, charged.start, charged.answer]
    }
}

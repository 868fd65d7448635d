import Synchronization

/// The names behind the numbers of samples: labels and named causes.
///
/// A plan's names are there from the start; those of scenarios are added while the load runs, from
/// any loop.
package final class SampleNames: Sendable {
    /// The meaning of a label.
    package enum Row: String, Hashable, Codable, Sendable {
        /// Requests, which totals count.
        case requests
        /// Several requests together, which totals leave out.
        case transaction
    }

    fileprivate struct State {
        var labels: [String] = []
        var rows: [Row] = []
        var numbers: [String: Int32] = [:]
        var causes: [FailureCause] = []
        var codes: [FailureCause: Int16] = [:]
    }

    private let state = Mutex(State())

    /// The maximum; above it further labels share one, and further causes their class alone.
    private static let maxCount = 1_000
    private static func overflowLabel(_ row: Row) -> String {
        // One for each kind: totals count the one and not the other.
        row == .transaction ? "(further transactions)" : "(further labels)"
    }

    /// - Parameters:
    ///   - labels: the plan's labels by number.
    ///   - rows: their meaning.
    package init(labels: [String], rows: [Row] = []) {
        state.withLock { state in
            for (index, label) in labels.enumerated() {
                _ = state.add(label, index < rows.count ? rows[index] : .requests)
            }
        }
    }

    /// The number of a label, a new one where it was not known.
    package func number(of label: String, _ row: Row = .requests) -> Int32 {
        state.withLock { state in
            if let number = state.numbers[label] { return number }
            let isFull = state.labels.count >= Self.maxCount
            return state.add(isFull ? Self.overflowLabel(row) : label, row)
        }
    }

    /// The code of a cause in samples.
    package func code(of cause: FailureCause) -> Int16 {
        guard cause.name != nil else { return cause.code }
        return state.withLock { state in
            if let code = state.codes[cause] { return code }
            guard state.causes.count < Self.maxCount else { return cause.code }
            let code = Int16(-1_000 - state.causes.count)
            state.causes.append(cause)
            state.codes[cause] = code
            return code
        }
    }

    /// The cause of a code in samples.
    package func cause(of code: Int16) -> FailureCause {
        guard code <= -1_000 else { return FailureCause(unnamed: code) }
        return state.withLock { $0.causes[-1_000 - Int(code)] }
    }

    /// All labels by number, and their meaning.
    package var labels: (names: [String], rows: [Row]) {
        state.withLock { (names: $0.labels, rows: $0.rows) }
    }
}

extension SampleNames.State {
    fileprivate mutating func add(_ label: String, _ row: SampleNames.Row) -> Int32 {
        if let number = numbers[label] { return number }
        numbers[label] = Int32(labels.count)
        labels.append(label)
        rows.append(row)
        return Int32(labels.count - 1)
    }
}

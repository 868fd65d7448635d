import Synchronization

/// The names behind the numbers of samples: rows and named causes.
///
/// A plan's names are there from the start; those of scenarios are added while the load runs, from
/// any loop.
package final class SampleNames: Sendable {
    fileprivate struct State {
        /// By number; a label has a row for each group and set of tags.
        var rows: [SampleRow] = []
        var labels: [String] = []
        var numbers: [SampleRow: Int32] = [:]
        var kinds: [String: SampleRow.Kind] = [:]
        var custom: Set<String> = []
        var causes: [FailureCause] = []
        var codes: [FailureCause: Int16] = [:]
    }

    private let state = Mutex(State())

    /// The maximum; above it further rows of a group share one, and further causes their class
    /// alone.
    private static let maxCount = 1_000

    /// The row that further ones of a group share; one for each kind, since totals count the one
    /// and not the other.
    private static func overflow(_ row: SampleRow) -> SampleRow {
        let label = row.kind == .transaction ? "(further transactions)" : "(further labels)"
        return SampleRow(label: label, group: row.group, kind: row.kind)
    }

    /// - Parameter rows: the plan's rows by number.
    package init(rows: [SampleRow]) {
        state.withLock { state in for row in rows { _ = state.add(row) } }
    }

    /// - Parameter labels: the labels of rows of requests, by number.
    package convenience init(labels: [String]) {
        self.init(rows: labels.map { SampleRow(label: $0) })
    }

    /// The number of a row, a new one where it was not known.
    ///
    /// A label keeps the kind that it had first.
    package func number(of row: SampleRow) -> Int32 {
        state.withLock { state in
            var row = row
            row.kind = state.kinds[row.label] ?? row.kind
            if let number = state.numbers[row] { return number }
            return state.add(state.rows.count >= Self.maxCount ? Self.overflow(row) : row)
        }
    }

    /// The name that a counter or gauge is kept under: above the maximum, further ones share one.
    package func admitted(custom name: String) -> String {
        state.withLock { state in
            guard state.custom.count < Self.maxCount || state.custom.contains(name) else {
                return "(further names)"
            }
            state.custom.insert(name)
            return name
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

    /// All rows by number.
    package var rows: [SampleRow] { state.withLock { $0.rows } }

    /// The labels of all rows by number: those of several rows repeat.
    package var labels: [String] { state.withLock { $0.labels } }
}

extension SampleNames.State {
    fileprivate mutating func add(_ row: SampleRow) -> Int32 {
        if let number = numbers[row] { return number }
        numbers[row] = Int32(rows.count)
        kinds[row.label] = kinds[row.label] ?? row.kind
        rows.append(row)
        labels.append(row.label)
        return Int32(rows.count - 1)
    }
}

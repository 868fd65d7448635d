import Synchronization

/// Expected and measured values: printed as one table at the end of the suite.
package final class TruthTable: Sendable {
    package static let shared = TruthTable()

    private struct Row {
        var cells: [String]
        var holds: Bool
    }

    private let rows = Mutex<[Row]>([])

    package func add(_ cells: [String], holds: Bool) {
        rows.withLock { $0.append(Row(cells: cells, holds: holds)) }
    }

    /// Prints the table as Markdown, so that it can go into documentation as it is.
    package func print() {
        let rows = rows.withLock(\.self)
        guard !rows.isEmpty else { return }
        let head = ["what", "by theory", "measured", "error", "allowed"]
        var lines = [head, head.map { _ in "---" }]
        lines += rows.map { $0.cells.dropLast() + [($0.cells.last ?? "") + ($0.holds ? "" : " ✗")] }
        let text = lines.map { "| " + $0.joined(separator: " | ") + " |" }
        Swift.print("\nHow right is it?\n" + text.joined(separator: "\n") + "\n")
    }
}

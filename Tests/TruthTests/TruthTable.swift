import Foundation
import LoadTesting
import Synchronization
import Testing

/// What was expected and what was measured: printed as one table at the end of the suite.
final class TruthTable: Sendable {
    static let shared = TruthTable()

    private struct Row {
        var cells: [String]
        var holds: Bool
    }

    private let rows = Mutex<[Row]>([])

    func add(_ cells: [String], holds: Bool) {
        rows.withLock { $0.append(Row(cells: cells, holds: holds)) }
    }

    /// Prints the table as Markdown, so that it can go into documentation as it is.
    func print() {
        let rows = rows.withLock(\.self)
        guard !rows.isEmpty else { return }
        let head = ["what", "by theory", "measured", "error", "allowed"]
        var lines = [head, head.map { _ in "---" }]
        lines += rows.map { $0.cells.dropLast() + [($0.cells.last ?? "") + ($0.holds ? "" : " ✗")] }
        let text = lines.map { "| " + $0.joined(separator: " | ") + " |" }
        Swift.print("\nHow right is it?\n" + text.joined(separator: "\n") + "\n")
    }
}

/// How far from the theory a number may be: the larger of a share and an amount.
struct Tolerance {
    var share: Double
    var amount: Double
    /// What a busy machine adds, in the unit of what is compared: comes on top.
    var noise = 0.0

    /// Against a scripted server: 1 % or 2 ms.
    static let time = Tolerance(share: 0.01, amount: 0.002)
    /// Of rates: 1 %.
    static let rate = Tolerance(share: 0.01, amount: 0)

    func allows(_ difference: Double, of expected: Double) -> Bool {
        abs(difference) <= max(share * abs(expected), amount) + noise
    }
}

/// Holds a time against its theory, both in seconds, and notes both in the table.
func check(
    _ what: String, theory: Double, measured: Duration?, within tolerance: Tolerance = .time,
    at location: SourceLocation = #_sourceLocation
) {
    let seconds = measured.map { $0 / .seconds(1) } ?? .nan
    let difference = seconds - theory
    let isAmount = tolerance.amount >= tolerance.share * theory
    let share = "\(number(difference / theory * 100)) %"
    let noise = tolerance.noise > 0 ? " + \(milliseconds(tolerance.noise)) noise" : ""
    let holds = tolerance.allows(difference, of: theory)
    TruthTable.shared.add(
        [
            what, milliseconds(theory), milliseconds(seconds),
            isAmount ? milliseconds(difference) : share,
            (isAmount ? milliseconds(tolerance.amount) : "\(number(tolerance.share * 100)) %")
                + noise,
        ], holds: holds)
    #expect(
        holds, "\(what): \(milliseconds(seconds)), by theory \(milliseconds(theory))",
        sourceLocation: location)
}

/// Holds a number against its theory and notes both in the table.
func check(
    _ what: String, theory: Double, measured: Double, unit: String = "",
    within tolerance: Tolerance = .rate, at location: SourceLocation = #_sourceLocation
) {
    let holds = tolerance.allows(measured - theory, of: theory)
    let share = tolerance.share > 0
    TruthTable.shared.add(
        [
            what, number(theory) + unit, number(measured) + unit,
            share ? "\(number((measured / theory - 1) * 100)) %" : number(measured - theory) + unit,
            (share ? "\(number(tolerance.share * 100)) %" : number(tolerance.amount) + unit)
                + (tolerance.noise > 0 ? " + \(number(tolerance.noise))\(unit) noise" : ""),
        ], holds: holds)
    #expect(holds, "\(what): \(measured), by theory \(theory)", sourceLocation: location)
}

/// Holds what a run says against what it must say, and notes both in the table.
func check(
    _ what: String, says expected: String, measured: String, holds: Bool,
    at location: SourceLocation = #_sourceLocation
) {
    TruthTable.shared.add([what, expected, measured, "", ""], holds: holds)
    #expect(holds, "\(what): \(measured), must be \(expected)", sourceLocation: location)
}

private func milliseconds(_ seconds: Double) -> String {
    "\(String(format: abs(seconds) < 0.1 ? "%.2f" : "%.1f", seconds * 1_000)) ms"
}

/// A number as the table writes it: `95`, `99.9`, `1,997.1`.
func number(_ value: Double) -> String {
    NumberText.decimal(value, places: abs(value) >= 100 ? 1 : 2)
}

import Foundation
import LoadTestingMacrosFree
package import Testing

/// The result of one measurement: rows of the table, and whether all hold.
package final class Checks {
    private struct Check {
        var cells: [String]
        var holds: Bool
        var location: SourceLocation
    }

    private var all: [Check] = []

    package init() {}

    /// Measures up to three times, until everything holds; what is published is the last time.
    ///
    /// A busy machine does not fail a test, an error of ours does: it is there each time.
    package static func confirm(_ measure: (Checks) async throws -> Void) async throws {
        for attempt in 1...3 {
            let checks = Checks()
            try await measure(checks)
            guard attempt == 3 || checks.all.allSatisfy(\.holds) else { continue }
            checks.publish()
            return
        }
    }

    /// Puts the rows into the table; those that do not hold are issues.
    package func publish() {
        for check in all {
            TruthTable.shared.add(check.cells, holds: check.holds)
            guard !check.holds else { continue }
            let row = check.cells.joined(separator: " | ")
            Issue.record("not as it must be: \(row)", sourceLocation: check.location)
        }
    }

    private func add(_ cells: [String], holds: Bool, at location: SourceLocation) {
        all.append(Check(cells: cells, holds: holds, location: location))
    }

    /// Holds a time against its theory, both in seconds, and notes both in the table.
    package func check(
        _ what: String, theory: Double, measured: Duration?, within tolerance: Tolerance = .time,
        at location: SourceLocation = #_sourceLocation
    ) {
        let seconds = measured.map { $0 / .seconds(1) } ?? .nan
        let difference = seconds - theory
        let isAmount = tolerance.amount >= tolerance.share * theory
        let share = "\(number(difference / theory * 100)) %"
        let noise = tolerance.noise > 0 ? " + \(milliseconds(tolerance.noise)) noise" : ""
        let holds = tolerance.allows(difference, of: theory)
        add(
            [
                what, milliseconds(theory), milliseconds(seconds),
                isAmount ? milliseconds(difference) : share,
                (isAmount ? milliseconds(tolerance.amount) : "\(number(tolerance.share * 100)) %")
                    + noise,
            ], holds: holds, at: location)
    }

    /// Holds a number against its theory and notes both in the table.
    package func check(
        _ what: String, theory: Double, measured: Double, unit: String = "",
        within tolerance: Tolerance = .rate, at location: SourceLocation = #_sourceLocation
    ) {
        let holds = tolerance.allows(measured - theory, of: theory)
        let share = tolerance.share > 0
        add(
            [
                what, number(theory) + unit, number(measured) + unit,
                share
                    ? "\(number((measured / theory - 1) * 100)) %"
                    : number(measured - theory) + unit,
                (share ? "\(number(tolerance.share * 100)) %" : number(tolerance.amount) + unit)
                    + (tolerance.noise > 0 ? " + \(number(tolerance.noise))\(unit) noise" : ""),
            ], holds: holds, at: location)
    }

    /// Holds what a run says against what it must say, and notes both in the table.
    package func check(
        _ what: String, says expected: String, measured: String, holds: Bool,
        at location: SourceLocation = #_sourceLocation
    ) {
        add([what, expected, measured, "", ""], holds: holds, at: location)
    }
}

private func milliseconds(_ seconds: Double) -> String {
    "\(String(format: abs(seconds) < 0.1 ? "%.2f" : "%.1f", seconds * 1_000)) ms"
}

/// A number as the table writes it: `95`, `99.9`, `1,997.1`.
package func number(_ value: Double) -> String {
    NumberText.decimal(value, places: abs(value) >= 100 ? 1 : 2)
}

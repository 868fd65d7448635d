import Foundation
import LoadTestingMacrosFree

/// What the environment asks of load tests.
package struct RunEnvironment: Sendable {
    /// `LOADTESTING=off`: load tests are skipped.
    package var isOff: Bool
    /// `LOADTESTING=on`: those that have to be asked for run, too.
    package var isOn: Bool
    /// `LOADTESTING_SCALE`: users and ramp-up are multiplied by it; 1 is the plan as written.
    package var scale: Double
    /// `LOADTESTING_PAUSES`: what pauses are multiplied by; `nil` leaves it to the plan.
    package var pauseScale: Double?
    /// `LOADTESTING_DEBUG`: one user, one iteration, everything printed.
    package var isDebug: Bool
    /// All variables, from which targets may be read.
    package var variables: [String: String]

    /// Reads the variables.
    ///
    /// - Parameter scale: what holds where `LOADTESTING_SCALE` is unset.
    /// - Throws: `LoadTestError` when one has a value that means nothing.
    package init(
        _ variables: [String: String] = ProcessInfo.processInfo.environment, test: String,
        scale: Double = 1
    ) throws(LoadTestError) {
        self.variables = variables
        var problems: [LoadTestError.Problem] = []
        let toggle = variables["LOADTESTING"] ?? ""
        isOn = Self.isOn(toggle)
        isOff = ["off", "0", "false", "no"].contains(toggle.lowercased())
        if !isOn, !isOff, !toggle.isEmpty {
            problems.append(
                .init(
                    .invalidEnvironment, "LOADTESTING is \"\(toggle.printable)\"",
                    remedy: "use on or off, or unset it"))
        }
        let text = variables["LOADTESTING_SCALE"].flatMap { $0.isEmpty ? nil : $0 }
        self.scale = text.map { Double($0) ?? 0 } ?? scale
        if !(self.scale > 0 && self.scale <= 1_000) {
            problems.append(
                .init(
                    text == nil ? .invalidPlan : .invalidEnvironment,
                    text.map { "LOADTESTING_SCALE is \"\($0.printable)\"" }
                        ?? "the scale is \(scale)",
                    remedy: "use a number above 0 and at most 1,000, such as 0.01"))
        }
        isDebug = Self.isOn(variables["LOADTESTING_DEBUG"])
        let pauses = variables["LOADTESTING_PAUSES"].flatMap { $0.isEmpty ? nil : $0 }
        pauseScale = pauses.map { Double($0) ?? -1 }
        if let pauseScale, !(pauseScale >= 0 && pauseScale <= 1_000) {
            problems.append(
                .init(
                    .invalidEnvironment,
                    "LOADTESTING_PAUSES is \"\((pauses ?? "").printable)\"",
                    remedy: "use a number from 0 to 1,000: 0 takes pauses out"))
        }
        guard problems.isEmpty else { throw LoadTestError(test: test, problems: problems) }
    }

    private static func isOn(_ value: String?) -> Bool {
        ["on", "1", "true", "yes"].contains(value?.lowercased() ?? "")
    }
}

extension LoadTest {
    /// The plan with users and ramp-up multiplied, and the rates of arrivals: the rate at which
    /// users start and each session stay.
    ///
    /// Rules on rates and numbers are left out: they are about the whole load.
    package func scaled(by scale: Double) -> LoadTest {
        guard scale != 1 else { return self }
        var plan = self
        plan.groups = groups.map { $0.scaled(by: scale) }
        plan.abortRules.removeAll { $0.condition.metric.dependsOnScale }
        return plan
    }
}

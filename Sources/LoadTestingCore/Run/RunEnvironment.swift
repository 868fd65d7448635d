import Foundation
import LoadTestingMacrosFree

/// The settings of load tests in the environment.
package struct RunEnvironment: Sendable {
    /// `LOADTESTING=off`: load tests are skipped.
    package var isOff: Bool
    /// `LOADTESTING=on`: tests that run only when asked for run, too.
    package var isOn: Bool
    /// `LOADTESTING_SCALE`: users and ramp-up are multiplied by it; 1 is the plan as written.
    package var scale: Double
    /// `LOADTESTING_PAUSES`: the factor of pauses; `nil` leaves it to the plan.
    package var pauseScale: Double?
    /// `LOADTESTING_DEBUG`: one user, one iteration, everything printed.
    package var isDebug: Bool
    /// All variables, from which targets may be read.
    package var variables: [String: String]

    /// `LOADTESTING_OUTPUT`: the folder in which each load test leaves its files; `nil` for none.
    package var outputFolder: String?
    /// `LOADTESTING_RECORD_BASELINE`: the figures of each run become its test's baseline.
    package var recordsBaseline: Bool
    /// `LOADTESTING_LIVE`: the port of the live view; `nil` for none.
    package var livePort: Int?
    /// `LOADTESTING_PROGRESS`: the place of a line of progress each second; `nil` for none.
    package var progress: String?
    /// `LOADTESTING_WAIT`: the maximum wait for other load tests of this machine.
    package var longestWait: Duration
    /// `LOADTESTING_TRANSPORT`: whether requests that force no way are sent directly where that can
    /// be done.
    package var prefersDirect: Bool
    /// Variables with our prefix that do not exist: probably misspelled.
    package var unknown: [String]

    /// The default wait for other load tests: as long as one may run by default.
    package static let defaultWait = Duration.seconds(3_600)

    /// The port of the live view where none is named.
    package static let defaultLivePort = 5_665

    /// Reads the variables.
    ///
    /// - Parameter scale: the factor where `LOADTESTING_SCALE` is unset.
    package init(
        _ variables: [String: String] = ProcessInfo.processInfo.environment, test: String,
        scale: Double = 1
    ) throws(LoadTestError) {
        self.variables = variables
        var reader = VariableReader(variables)
        let toggle = reader.toggle("LOADTESTING")
        isOn = toggle == true
        isOff = toggle == false
        self.scale =
            reader.number(
                "LOADTESTING_SCALE", "use a number above 0 and at most 1,000, such as 0.01"
            ) {
                $0 > 0 && $0 <= 1_000
            } ?? scale
        if !(self.scale > 0 && self.scale <= 1_000) {
            reader.problems.append(
                .init(
                    .invalidPlan, "the scale is \(scale)",
                    remedy: "use a number above 0 and at most 1,000, such as 0.01"))
        }
        isDebug = reader.toggle("LOADTESTING_DEBUG") ?? false
        pauseScale = reader.number(
            "LOADTESTING_PAUSES", "use a number from 0 to 1,000: 0 takes pauses out"
        ) { $0 >= 0 && $0 <= 1_000 }
        longestWait =
            reader.number(
                "LOADTESTING_WAIT", "use seconds from 0 to 1,000,000: 0 does not wait at all"
            ) { $0 >= 0 && $0 <= 1_000_000 }.map { .seconds($0) } ?? Self.defaultWait
        recordsBaseline = reader.toggle("LOADTESTING_RECORD_BASELINE") ?? false
        outputFolder = reader.text(of: "LOADTESTING_OUTPUT")
        livePort = reader.port("LOADTESTING_LIVE", default: Self.defaultLivePort)
        progress = reader.text(of: "LOADTESTING_PROGRESS")
        prefersDirect = reader.choice("LOADTESTING_TRANSPORT", "direct", "general") ?? true
        unknown = reader.unknown
        guard reader.problems.isEmpty else {
            throw LoadTestError(test: test, problems: reader.problems)
        }
    }
}

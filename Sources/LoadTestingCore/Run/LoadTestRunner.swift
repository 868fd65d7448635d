import CLoadTesting
import Foundation
public import LoadTestingMacrosFree

/// Runs a load test anywhere: in an executable, a service, a script.
///
/// In a test use `LoadTest.run()` of the module `LoadTesting`, which records missed budgets.
///
/// ```swift
/// let result = try await LoadTestRunner(plan).result()
/// print(result)
/// ```
public struct LoadTestRunner: Sendable {
    private let plan: LoadTest
    private let console: Console?
    private let variables: [String: String]
    private let loops: Int?
    private let scale: Double

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - plan: what to run.
    ///   - scale: what users and ramp-up are multiplied by, above 0, where the environment variable
    ///     `LOADTESTING_SCALE` does not say otherwise. Default 1.
    ///   - showsProgress: whether progress and report go to standard error. Default true.
    public init(_ plan: LoadTest, scale: Double = 1, showsProgress: Bool = true) {
        self.init(
            plan, scale: scale, console: showsProgress ? .standard : nil,
            variables: ProcessInfo.processInfo.environment, loops: nil)
    }

    /// Prepares a run with everything stated.
    ///
    /// - Parameters:
    ///   - variables: the environment.
    ///   - loops: how many threads; `nil` leaves it to the machine.
    package init(
        _ plan: LoadTest, scale: Double = 1, console: Console?, variables: [String: String],
        loops: Int?
    ) {
        self.plan = plan
        self.console = console
        self.variables = variables
        self.loops = loops
        self.scale = scale
    }

    /// Checks the plan, runs it to its end, judges it, and prints the report.
    ///
    /// Missed budgets are in the result, not thrown; neither are failed requests. When the task is
    /// cancelled the load ends at once, and the result says so.
    ///
    /// - Throws: `LoadTestError` before the first request: for a plan that can't run, a target that
    ///   may not be loaded, or a machine that lacks open files or ports.
    public func result() async throws(LoadTestError) -> LoadTestResult {
        let environment = try RunEnvironment(variables, test: plan.name, scale: scale)
        let scaled = plan.scaled(by: environment.scale)
        let program = try ProgramCompiler.compile(scaled, environment: variables)
        guard !InterruptSignal.hasArrived else {
            throw LoadTestError(
                test: plan.name,
                problems: [
                    .init(
                        .notStarted, "the process was interrupted during an earlier load test",
                        remedy: "start it again")
                ])
        }
        let snapshot = try await run(program)
        let result = LoadTestResult(
            name: plan.name, target: program.origins[0].url(path: ""), snapshot: snapshot,
            budgets: plan.budgets, scale: environment.scale,
            plannedUsers: plan.groups.reduce(0) { $0 + $1.users }, seed: plan.seed)
        if let console {
            console.write(line: ConsoleReport(result, style: console.style).text)
        }
        return result
    }

    private func run(_ program: Program) async throws(LoadTestError) -> RunSnapshot {
        _ = clt_global_initialise()
        let resolved = try await Preflight.check(program)
        let settings = EngineSettings(
            loops: loops
                ?? Engine.suitableLoops(
                    processors: ProcessInfo.processInfo.activeProcessorCount,
                    targetIsLocal: program.origins[0].isLoopback),
            resolved: resolved, userAgent: Self.userAgent(of: plan.name))
        return try await Run(program, settings: settings, console: console).snapshot()
    }

    private static func userAgent(of test: String) -> String {
        let name = test.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7f }
        return "LoadTesting/\(LoadTestingVersion.text) (\(String(String.UnicodeScalarView(name))))"
    }
}

extension TargetAddress {
    /// Whether the host is this machine by its name or address.
    fileprivate var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

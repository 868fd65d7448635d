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
    let plan: LoadTest
    let console: Console?
    let variables: [String: String]
    private let loops: Int?
    let scale: Double
    let mode: RunMode
    private let hosts: [String: [String]]
    private let samples: [SampleStream]

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - plan: the plan to run.
    ///   - mode: a load, or one user's single pass with everything printed. Default: a load, unless
    ///     the environment variable `LOADTESTING_DEBUG` is on.
    ///   - scale: the factor of users and ramp-up, above 0, where the environment variable
    ///     `LOADTESTING_SCALE` does not state another. Default 1.
    ///   - showsProgress: whether progress and report go to standard error. Default true.
    public init(
        _ plan: LoadTest, as mode: RunMode = .load, scale: Double = 1, showsProgress: Bool = true
    ) {
        self.init(
            plan, as: mode, scale: scale, console: showsProgress ? .standard : nil,
            variables: ProcessInfo.processInfo.environment, loops: nil)
    }

    /// Prepares a run with everything stated.
    ///
    /// - Parameters:
    ///   - variables: the environment.
    ///   - loops: the number of threads; `nil` leaves it to the machine.
    ///   - hosts: addresses of names, instead of the system resolver's answers.
    ///   - samples: streams of the load's samples, each of one run, with which it ends.
    package init(
        _ plan: LoadTest, as mode: RunMode = .load, scale: Double = 1, console: Console?,
        variables: [String: String], loops: Int?, hosts: [String: [String]] = [:],
        samples: [SampleStream] = []
    ) {
        self.plan = plan
        self.mode = mode
        self.console = console
        self.variables = variables
        self.loops = loops
        self.scale = scale
        self.hosts = hosts
        self.samples = samples
    }

    /// The same way of running another plan.
    func running(_ plan: LoadTest, console: Console?) -> LoadTestRunner {
        LoadTestRunner(
            plan, as: mode, scale: scale, console: console, variables: variables, loops: loops,
            hosts: hosts, samples: samples)
    }

    /// One run, judged, without a report.
    ///
    /// - Parameters:
    ///   - files: the files of listeners; `nil` for a run that leaves none.
    ///   - run: the number of the run, of several, from 1.
    func measure(
        _ files: ListenerFiles? = nil, run: Int = 1
    ) async throws(LoadTestError) -> LoadTestResult {
        let environment = try RunEnvironment(variables, test: plan.name, scale: scale)
        if let console { UnknownVariables.mention(environment.unknown, on: console) }
        var scaled = plan.scaled(by: environment.scale)
        scaled.pauseScale = environment.pauseScale ?? plan.pauseScale
        let mode = environment.isDebug ? .dryRun : self.mode
        if mode == .dryRun { scaled.pauseScale = 0 }
        var program = try ProgramCompiler.compile(scaled, environment: variables)
        if mode == .dryRun { program.reduceToOnePass() }
        Preflight.fit(&program)
        try refuseAfterInterrupt()
        var watched = WatchedServer(plan)
        try watched.check(plan)
        if mode == .load { try plan.checkEvents() }
        var facts = RunFacts()
        facts.name = plan.name
        facts.target = program.origins[0].url(path: "")
        facts.seed = plan.seed.value
        facts.plan = plan.descriptionWithoutSecrets
        facts.commit = SourceCommit.current(variables)
        facts.scale = environment.scale
        facts.level = plan.level
        facts.pauseScale = mode == .dryRun ? 1 : scaled.pauseScale
        program.recordsURLs = files?.needsURLs ?? false
        var session = try await session(
            for: program, facts, mode: mode, prefersDirect: environment.prefersDirect, &watched)
        if mode == .load { try await watched.checkMetrics(plan) }
        let baseline = mode == .load ? await BaselineOverhead.measured(for: plan.budgets) : nil
        if let files { try session.open(files, run: run) }
        if mode == .load { try follow(&session, environment) }
        var measured = try await session.run()
        measured.snapshot.baselineOverhead = baseline
        let earlier = EarlierRun(plan, environment).source(for: &measured)
        return LoadTestResult(
            measured.snapshot, budgets: plan.budgets,
            plannedUsers: plan.groups.reduce(0) { $0 + ($1.maxUsers ?? 0) }, mode: mode,
            notes: measured.notes, abort: measured.abort, baseline: earlier)
    }

    private func refuseAfterInterrupt() throws(LoadTestError) {
        guard InterruptSignal.hasArrived else { return }
        throw LoadTestError(
            test: plan.name,
            problems: [
                .init(
                    .notStarted, "the process was interrupted during an earlier load test",
                    remedy: "start it again")
            ])
    }

    private func session(
        for program: Program, _ facts: RunFacts, mode: RunMode,
        prefersDirect: Bool, _ watched: inout WatchedServer
    ) async throws(LoadTestError) -> Session {
        CurlLibrary.initialise()
        let found = try await Preflight.check(program, variables: variables, hosts: hosts)
        watched.trust(found.trusted)
        var settings = RunSettings(
            loops: min(
                loops
                    ?? Engine.suitableLoops(
                        processors: ProcessInfo.processInfo.activeProcessorCount,
                        targetIsLocal: program.origins[0].isLoopback), program.maxLoops),
            curl: CurlSettings(
                names: found.names, userAgent: Self.userAgent(of: plan.name),
                trusted: found.trusted, prefersDirect: prefersDirect, records: mode == .dryRun),
            facts: facts, samples: samples)
        settings.facts.generators = [.current(loops: settings.loops, variables)]
        return Session(
            program, settings: settings, console: console,
            watched: mode == .load ? watched : nil)
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

extension Program {
    /// The maximum number of loops with which each may have a user of every arrival group.
    fileprivate var maxLoops: Int {
        groups.filter(\.schedule.isOpen).map(\.maxUsers).min() ?? .max
    }

    /// One user, one iteration of each group, at once.
    fileprivate mutating func reduceToOnePass() {
        for index in groups.indices {
            groups[index].schedule = .ramp(
                RampSchedule(users: 1, rampNanoseconds: 0, startNanoseconds: 0))
            groups[index].maxUsers = 1
            groups[index].firstUser = Int64(index)
            groups[index].poolsConnections = false
            groups[index].iterations = 1
            groups[index].endNanoseconds = limitNanoseconds
            groups[index].isTimed = false
        }
        stopsWhenDead = false
        abortRules = []
        events = []
        warmUpSeconds = 0
    }
}

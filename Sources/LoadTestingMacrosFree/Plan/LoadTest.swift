/// A load test: the load, its target, and its expectations.
///
/// ```swift
/// try await LoadTest("health", target: "http://127.0.0.1:8000") {
///     ThreadGroup(users: 100, rampUp: .seconds(1), loops: 100) {
///         HTTPGet("/health")
///     }
///     expect(p99 < .milliseconds(50))
/// }.run()
/// ```
///
/// Building a load test neither throws nor sends anything. `print(plan)` shows its interpretation;
/// all its problems are reported at once, before the first request.
public struct LoadTest: Sendable {
    /// The name under which the test is reported.
    public var name: String
    /// The server that is loaded.
    public var target: LoadTarget
    /// The hosts that may be loaded.
    public var policy: TargetPolicy
    /// The number from which random choices are drawn.
    public var seed: Seed
    /// The maximum time of a run; then it is stopped, reported and failed.
    public var limit: Duration
    /// The time for which requests in flight are waited for at the end of a group's `duration`.
    public var drain: Duration
    /// The time at the start that is measured and not judged, rounded up to whole seconds.
    public var warmUp: Duration
    /// Whether the run is stopped when every request of 10 s, at least 100, has failed.
    public var stopsWhenDead: Bool
    /// The factor of pauses and paces, zero or more; 0 takes them out, for debugging.
    ///
    /// Default 1. The environment variable `LOADTESTING_PAUSES` overrides it, and the report states
    /// a factor other than 1.
    public var pauseScale = 1.0
    /// The factor of the load that a search has set: its budgets are judged as ever.
    package var level = 1.0
    /// The place of the test in source code.
    public var location: CodeLocation

    package var groups: [LoadGroup]
    package var budgets: [Budget]
    package var abortRules: [AbortRule]
    package var setUps: [SetUp]
    package var tearDowns: [TearDown]
    package var listeners: [ListenerOutput]
    package var events: [PlanEvent]
    package var defaults: SamplerDefaults

    /// Describes a load test; nothing is sent before `run()`.
    ///
    /// - Parameters:
    ///   - name: the name in the report.
    ///   - target: the URL that paths are appended to.
    ///   - policy: the hosts that may be loaded. Default: loopback and private addresses.
    ///   - seed: the source of random choices. Default 1.
    ///   - limit: the maximum time of the run, more than zero. Default 1 h.
    ///   - drain: the time for which requests in flight are waited for once a group's `duration` is
    ///     over, zero or more; those still open then count as failed. Default 30 s.
    ///   - warmUp: the time at the start that is not judged, zero or more and rounded up to whole
    ///     seconds; requests that ended in it are measured and shown apart. Default zero:
    ///     everything is judged.
    ///   - stopsWhenDead: stop when every request of 10 s, at least 100, failed. Default true.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - elements: groups, set-up, tear-down, defaults, events, expectations and listeners.
    public init(
        _ name: String, target: LoadTarget, allowing policy: TargetPolicy = .localAndPrivate,
        seed: Seed = 1, limit: Duration = .seconds(3_600), drain: Duration = .seconds(30),
        warmUp: Duration = .zero, stopsWhenDead: Bool = true,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @LoadTestBuilder elements: () -> LoadTestElements
    ) {
        let built = elements()
        self.name = name
        self.target = target
        self.policy = policy
        self.seed = seed
        self.limit = limit
        self.drain = drain
        self.warmUp = warmUp
        self.stopsWhenDead = stopsWhenDead
        self.location = CodeLocation(
            fileID: fileID, filePath: filePath, line: line, column: column)
        self.groups = built.groups
        self.budgets = built.budgets
        self.abortRules = built.abortRules
        self.setUps = built.setUps
        self.tearDowns = built.tearDowns
        self.listeners = built.listeners
        self.events = built.events
        self.defaults = built.defaults
    }

    /// Describes a load test whose target is a server of the test, or a string of the program.
    ///
    /// The same as the initialiser that takes a ``LoadTarget``.
    public init(
        _ name: String, target: some LoadTargetConvertible,
        allowing policy: TargetPolicy = .localAndPrivate,
        seed: Seed = 1, limit: Duration = .seconds(3_600), drain: Duration = .seconds(30),
        warmUp: Duration = .zero, stopsWhenDead: Bool = true,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @LoadTestBuilder elements: () -> LoadTestElements
    ) {
        self.init(
            name, target: target.loadTarget, allowing: policy, seed: seed, limit: limit,
            drain: drain, warmUp: warmUp, stopsWhenDead: stopsWhenDead, fileID: fileID,
            filePath: filePath,
            line: line, column: column, elements: elements)
    }
}

import LoadTestingMacrosFree

/// The loop that runs a scenario's user, as the scenario sees it; from any task.
protocol ScenarioHost: Sendable {
    /// Nanoseconds since the start of the run.
    var now: Int64 { get }

    nonisolated(nonsending) func exchange(
        _ call: ScenarioCall, of user: VirtualUser
    ) async throws -> Reply
    nonisolated(nonsending) func pause(nanoseconds: Int64, of user: VirtualUser) async throws
    nonisolated(nonsending) func drawBits(of user: VirtualUser) async -> UInt64

    /// Measured code begins.
    nonisolated(nonsending) func beginSample(of user: VirtualUser) async throws -> SampleBegin
    nonisolated(nonsending) func endSample(
        _ label: String, tags: [String], from begin: SampleBegin, error: (any Error)?,
        checks: CheckCounts, of user: VirtualUser) async
    /// Takes a value of a counter or gauge.
    func record(_ value: CustomValue, of user: VirtualUser)
    nonisolated(nonsending) func count(_ span: ScenarioSpan, of user: VirtualUser) async
}

/// The actual and the due start of measured code: nanoseconds since the start of the run.
struct SampleBegin: Sendable {
    var due: Int64
    var start: Int64
}

/// Steps of a scenario that were measured together.
struct ScenarioSpan: Sendable {
    var name: String
    var tags: [String]
    var start: Int64
    var end: Int64
    /// The error that its code threw.
    var error: (any Error)?
    /// Whether the scenario had done nothing before it.
    var isFirst: Bool
    /// The number of samples before it, and of those that had failed.
    var exchangesBefore: Int
    var failuresBefore: Int
}

import LoadTestingMacrosFree

/// What scenarios ask of the loop that runs their user; from any task.
protocol ScenarioHost: Sendable {
    /// Nanoseconds since the start of the run.
    var now: Int64 { get }

    func exchange(_ call: ScenarioCall, of user: VirtualUser) async throws -> Reply
    func pause(nanoseconds: Int64, of user: VirtualUser) async throws
    func drawBits(of user: VirtualUser) async -> UInt64

    /// Code that is to be measured begins; returns the instant.
    func beginSample(of user: VirtualUser) async throws -> Int64
    func endSample(
        _ label: String, from start: Int64, error: (any Error)?, of user: VirtualUser) async
    func count(_ span: ScenarioSpan, of user: VirtualUser) async
}

/// Steps of a scenario that were measured together.
struct ScenarioSpan: Sendable {
    var name: String
    var start: Int64
    var end: Int64
    /// What its code threw.
    var error: (any Error)?
    /// How many samples had failed before it.
    var failuresBefore: Int
}

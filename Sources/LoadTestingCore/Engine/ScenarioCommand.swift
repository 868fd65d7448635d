import LoadTestingMacrosFree

/// A command of a scenario to its user's loop.
enum ScenarioCommand: Sendable {
    case exchange(ScenarioCall, VirtualUser, CheckedContinuation<Reply, any Error>)
    case pause(nanoseconds: Int64, VirtualUser, CheckedContinuation<Void, any Error>)
    case drawBits(VirtualUser, CheckedContinuation<UInt64, Never>)
    case beginSample(VirtualUser, CheckedContinuation<SampleBegin, any Error>)
    case endSample(MeasuredCode, VirtualUser, CheckedContinuation<Void, Never>)
    case count(ScenarioSpan, VirtualUser, CheckedContinuation<Void, Never>)
    case record(CustomValue, VirtualUser)
    /// The closure has returned or thrown.
    case ended(VirtualUser, (any Error)?)
}

extension ScenarioCommand {
    /// Answers a command that comes after the loop's end.
    func refuse() {
        switch self {
        case .exchange(_, let user, let continuation):
            user.count { $0.refusals += 1 }
            continuation.resume(throwing: CancellationError())
        case .pause(_, let user, let continuation):
            user.count { $0.refusals += 1 }
            continuation.resume(throwing: CancellationError())
        case .drawBits(_, let continuation): continuation.resume(returning: 0)
        case .beginSample(let user, let continuation):
            user.count { $0.refusals += 1 }
            continuation.resume(throwing: CancellationError())
        case .endSample(_, _, let continuation), .count(_, _, let continuation):
            continuation.resume()
        case .record, .ended: break
        }
    }
}

/// Code of a scenario that was measured.
struct MeasuredCode: Sendable {
    var label: String
    var tags: [String]
    var begin: SampleBegin
    var end: Int64
    var error: (any Error)?
    var checks: CheckCounts
}

extension ScenarioScheduler: ScenarioHost {
    var now: Int64 { context.now }

    nonisolated(nonsending) func exchange(
        _ call: ScenarioCall, of user: VirtualUser
    ) async throws -> Reply {
        if user.isRefusedTooOften { await suspendForEver() }
        return try await withCheckedThrowingContinuation {
            submit(.exchange(call, user, $0))
        }
    }

    nonisolated(nonsending) func pause(nanoseconds: Int64, of user: VirtualUser) async throws {
        if user.isRefusedTooOften { await suspendForEver() }
        try await withCheckedThrowingContinuation {
            submit(.pause(nanoseconds: nanoseconds, user, $0))
        }
    }

    nonisolated(nonsending) func drawBits(of user: VirtualUser) async -> UInt64 {
        await withCheckedContinuation { submit(.drawBits(user, $0)) }
    }

    nonisolated(nonsending) func beginSample(of user: VirtualUser) async throws -> SampleBegin {
        if user.isRefusedTooOften { await suspendForEver() }
        return try await withCheckedThrowingContinuation { submit(.beginSample(user, $0)) }
    }

    nonisolated(nonsending) func endSample(
        _ label: String, tags: [String], from begin: SampleBegin, error: (any Error)?,
        checks: CheckCounts, of user: VirtualUser
    ) async {
        let code = MeasuredCode(
            label: label, tags: tags, begin: begin, end: context.now, error: error,
            checks: checks)
        await withCheckedContinuation { submit(.endSample(code, user, $0)) }
    }

    nonisolated(nonsending) func count(_ span: ScenarioSpan, of user: VirtualUser) async {
        await withCheckedContinuation { submit(.count(span, user, $0)) }
    }

    func record(_ value: CustomValue, of user: VirtualUser) { submit(.record(value, user)) }

    private func suspendForEver() async {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
}

extension VirtualUser {
    /// Whether its scenario keeps asking although its calls throw after the end: it gets no more
    /// answers, or it would keep the loop busy.
    fileprivate var isRefusedTooOften: Bool { progress.refusals > 1_000 }
}

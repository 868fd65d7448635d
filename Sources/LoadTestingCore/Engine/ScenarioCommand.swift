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

    func exchange(_ call: ScenarioCall, of user: VirtualUser) async throws -> Reply {
        await suspendWhenRefused(user)
        return try await withCheckedThrowingContinuation {
            submit(.exchange(call, user, $0))
        }
    }

    func pause(nanoseconds: Int64, of user: VirtualUser) async throws {
        await suspendWhenRefused(user)
        try await withCheckedThrowingContinuation {
            submit(.pause(nanoseconds: nanoseconds, user, $0))
        }
    }

    func drawBits(of user: VirtualUser) async -> UInt64 {
        await withCheckedContinuation { submit(.drawBits(user, $0)) }
    }

    func beginSample(of user: VirtualUser) async throws -> SampleBegin {
        await suspendWhenRefused(user)
        return try await withCheckedThrowingContinuation { submit(.beginSample(user, $0)) }
    }

    func endSample(
        _ label: String, tags: [String], from begin: SampleBegin, error: (any Error)?,
        checks: CheckCounts, of user: VirtualUser
    ) async {
        let code = MeasuredCode(
            label: label, tags: tags, begin: begin, end: context.now, error: error,
            checks: checks)
        await withCheckedContinuation { submit(.endSample(code, user, $0)) }
    }

    func count(_ span: ScenarioSpan, of user: VirtualUser) async {
        await withCheckedContinuation { submit(.count(span, user, $0)) }
    }

    func record(_ value: CustomValue, of user: VirtualUser) { submit(.record(value, user)) }

    /// Answers no more where a scenario keeps asking although its calls throw after the end: it
    /// would keep the loop busy forever.
    private func suspendWhenRefused(_ user: VirtualUser) async {
        guard user.progress.refusals > 1_000 else { return }
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
}

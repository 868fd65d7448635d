import LoadTestingMacrosFree
import Synchronization

/// A sample of a scenario that is not counted yet: failures that the scenario finds in its reply
/// still change it.
final class SampleContext: ReplyContext {
    /// The findings of the sample.
    struct Findings {
        var failure: (cause: ReplyFailure, reason: String)?
        var statusWasChecked = false
        var checks = CheckCounts()
        /// The reason that the body that was read can't be decoded.
        var misreading: String?
        /// The sample was counted: later findings come too late.
        var isClosed = false
    }

    private let user: VirtualUser
    private let findings = Mutex(Findings())

    init(_ user: VirtualUser) { self.user = user }

    func value(of slot: SlotKey) -> (any Sendable)? { user.value(of: slot) }

    func statusWasChecked() { findings.withLock { $0.statusWasChecked = true } }

    func checksPassed(_ count: Int) {
        findings.withLock { $0.checks.passed += $0.isClosed ? 0 : count }
    }

    func misread(_ problem: String) { findings.withLock { $0.misreading = problem } }

    func takeMisreading() -> String? {
        findings.withLock { findings in
            defer { findings.misreading = nil }
            return findings.misreading
        }
    }

    func repairedText() { user.noteRepairedText() }

    func text(of error: any Error, body: [UInt8]) -> String {
        (error as? CheckFailure)?.reason ?? DecodingProblem(error, in: body).text
    }

    func fail(as failure: ReplyFailure, error: any Error, body: [UInt8]) {
        let reason = text(of: error, body: body)
        let counts = findings.withLock { findings in
            if case .check = failure, !findings.isClosed { findings.checks.failed += 1 }
            guard findings.failure == nil, !findings.isClosed else { return false }
            findings.failure = (cause: failure, reason: reason)
            return true
        }
        if counts { user.count { $0.failures += 1 } }
    }

    /// Ends it and returns its findings.
    func close() -> Findings {
        if let misreading = takeMisreading() {
            fail(as: .decode, error: CaptureFailure(misreading), body: [])
        }
        return findings.withLock { findings in
            findings.isClosed = true
            return findings
        }
    }
}

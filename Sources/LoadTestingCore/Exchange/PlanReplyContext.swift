import LoadTestingMacrosFree
import Synchronization

/// The context of a reply to a step: notes whether a check or capture reads a body that can't be
/// decoded.
final class PlanReplyContext: ReplyContext {
    private let misreading = Mutex<String?>(nil)

    func misread(_ problem: String) { misreading.withLock { $0 = problem } }

    func takeMisreading() -> String? {
        misreading.withLock { misreading in
            defer { misreading = nil }
            return misreading
        }
    }

    func repairedText() {}

    func value(of slot: SlotKey) -> (any Sendable)? { nil }

    func statusWasChecked() {}

    func checksPassed(_ count: Int) {}

    func fail(as failure: ReplyFailure, error: any Error, body: [UInt8]) {}

    func text(of error: any Error, body: [UInt8]) -> String {
        DecodingProblem(error, in: body).text
    }
}

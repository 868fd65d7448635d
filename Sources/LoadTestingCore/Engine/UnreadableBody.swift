import LoadTestingMacrosFree
import Synchronization

/// Notes whether a check or capture of a plan looks at a body that can't be read.
final class UnreadableBody: ReplyContext {
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

    func fail(as failure: ReplyFailure, error: any Error, body: [UInt8]) {}

    func text(of error: any Error, body: [UInt8]) -> String {
        DecodingProblem(error, in: body).text
    }
}

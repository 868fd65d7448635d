import CLoadTesting
import Foundation
import LoadTestingMacrosFree

/// Sends batches to a URL, on a kept connection.
final class HTTPSender: BackendSender {
    /// The requests of a backend.
    struct Request: Sendable {
        var url: String
        var method = "POST"
        var contentType = "text/plain; charset=utf-8"
        /// A further header field.
        var field: String?
        /// Secrets that no message may repeat.
        var secrets: [SecretValue] = []
    }

    let mayRepeat = true
    private let request: Request
    private var upload: OpaquePointer?

    private static let maxAnswer = 2_048

    init(_ request: Request) {
        self.request = request
        upload = clt_upload_create(
            request.url, request.method, "LoadTesting/\(LoadTestingVersion.text)",
            request.contentType, request.field)
    }

    deinit { close() }

    func send(_ batch: [UInt8], milliseconds: Int) -> String? {
        guard let upload else { return "no memory" }
        var answer = clt_buffer()
        defer { clt_buffer_free(&answer) }
        var error: Int32 = 0
        let status = clt_upload_send(
            upload, batch, batch.count, milliseconds, Self.maxAnswer, &answer, &error)
        switch status {
        case 200..<300: return nil
        case 0...: return "it answered \(status)" + words(of: answer)
        default:
            let reason = error != 0 ? strerror(error).map { String(cString: $0) } : nil
            return (reason ?? String(cString: clt_upload_text(status))).loweredFirst
        }
    }

    func close() {
        if let upload { clt_upload_free(upload) }
        upload = nil
    }

    /// The beginning of an answer, as an addition to its status.
    private func words(of answer: clt_buffer) -> String {
        let bytes = UnsafeBufferPointer(start: answer.bytes, count: answer.count)
        let text = Redaction.body(
            String(decoding: bytes, as: UTF8.self), upTo: 200, knowing: request.secrets)
        let words = text.trimmingCharacters(in: .whitespaces)
        return words.isEmpty ? "" : ": \(words)"
    }
}

extension String {
    /// The text as it goes on behind a colon.
    var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}

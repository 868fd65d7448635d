/// A failed exchange kept as an example; a result holds it without secrets.
public struct FailedExchange: Hashable, Codable, Sendable {
    /// The request's label.
    public var label: String
    /// Method and URL, values of its query taken out.
    public var request: String
    /// Why it failed.
    public var cause: FailureCause
    /// The status, `nil` when there was no reply.
    public var status: Int?
    /// What libcurl said, for a request without a reply.
    public var explanation: String
    /// The first 1 kB of the reply's body.
    public var body: String
    package var endNanoseconds: Int64

    package init(
        label: String, request: String, cause: FailureCause, status: Int?, explanation: String,
        body: String, endNanoseconds: Int64
    ) {
        self.label = label
        self.request = request
        self.cause = cause
        self.status = status
        self.explanation = explanation
        self.body = body
        self.endNanoseconds = endNanoseconds
    }

    /// The same without secrets.
    ///
    /// Slow, so it is not done on a loop's thread.
    package var redacted: FailedExchange {
        var copy = self
        copy.request = Redaction.url(request)
        copy.body = Redaction.body(body)
        copy.explanation = Redaction.body(explanation)
        return copy
    }
}

/// Which failed exchanges are kept as examples: the first five, and the first of each cause.
package struct ExampleChoice: Sendable {
    private static let first = 5
    private static let most = 40
    private var kept = 0
    private var causes: Set<FailureCause> = []

    package init() {}

    /// Whether the next failed exchange is kept.
    package mutating func wants(_ cause: FailureCause) -> Bool {
        let isNew = kept < Self.most && causes.insert(cause).inserted
        guard isNew || kept < Self.first else { return false }
        kept += 1
        return true
    }
}

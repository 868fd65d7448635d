/// A failed exchange kept as an example; a result holds it without secrets.
public struct FailedExchange: Hashable, Codable, Sendable {
    /// The request's label.
    public package(set) var label: String
    /// Method and URL, values of its query taken out.
    public package(set) var request: String
    /// Why it failed.
    public package(set) var cause: FailureCause
    /// The status, `nil` when there was no reply.
    public package(set) var status: Int?
    /// What libcurl said, for a request without a reply.
    public package(set) var explanation: String
    /// The first 1 kB of the reply's body.
    public package(set) var body: String
    package var endNanoseconds: Int64
    /// What was secret in it by its value: what was captured, and what the plan sends as a secret.
    ///
    /// Empty in a result.
    package var secrets: [SecretValue] = []

    private enum CodingKeys: String, CodingKey {
        case label, request, cause, status, explanation, body, endNanoseconds
    }

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

    /// The same without secrets, and cut to what a person reads.
    ///
    /// Not done on a loop's thread, which others wait for.
    package var redacted: FailedExchange {
        var copy = self
        copy.request = Redaction.url(Redaction.values(secrets, in: request))
        copy.body = Redaction.body(body, upTo: Self.longestText, knowing: secrets)
        copy.explanation = Redaction.body(explanation, upTo: Self.longestText, knowing: secrets)
        copy.secrets = []
        return copy
    }

    private static let longestText = 1_024
}

/// Which failed exchanges are kept as examples: the first five, and the first of each cause.
package struct ExampleChoice: Sendable {
    private static let first = 5
    private static let maxCount = 40
    private var kept = 0
    private var causes: Set<FailureCause> = []

    package init() {}

    /// Whether the next failed exchange is kept.
    package mutating func wants(_ cause: FailureCause) -> Bool {
        let isNew = kept < Self.maxCount && causes.insert(cause).inserted
        guard isNew || kept < Self.first else { return false }
        kept += 1
        return true
    }
}

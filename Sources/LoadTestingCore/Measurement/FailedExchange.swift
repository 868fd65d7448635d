/// A failed exchange kept as an example; a result holds it without secrets.
public struct FailedExchange: Hashable, Codable, Sendable {
    /// The request's label.
    public package(set) var label: String
    /// Method and URL, without the values of its query.
    public package(set) var request: String
    /// The cause of the failure.
    public package(set) var cause: FailureCause
    /// The status, `nil` when there was no reply.
    public package(set) var status: Int?
    /// libcurl's explanation, for a request without a reply.
    public package(set) var explanation: String
    /// The first 1 kB of the reply's body.
    public package(set) var body: String
    package var endNanoseconds: Int64
    /// The secrets in it, by value: captured ones, and those that the plan sends.
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

    /// The same without secrets, and cut to a readable length.
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

/// The choice of failed exchanges kept as examples: the first five, and the first of each cause.
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

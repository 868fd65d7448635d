import LoadTestingMacrosFree

extension FailedExchange {
    /// The beginning of a reply's body, or the reason that it can't be shown.
    static func body(of reply: Reply) -> String {
        reply.contentProblem.map { "(\($0))" }
            ?? String(decoding: reply.content.prefix(maxBodyBytes), as: UTF8.self)
    }

    /// The maximum bytes of a body kept.
    private static let maxBodyBytes = 1_024
}

import LoadTestingMacrosFree

/// The judgement of a status where no check decides about it: the same for steps and scenarios.
struct StatusRule: BitwiseCopyable {
    /// The request asks for a change since another answer: 304 is an answer to it.
    var isConditional: Bool

    /// The cause of the failure that a reply of this status is, `nil` when it is none.
    func cause(of status: Int) -> FailureCause? {
        switch status {
        case 200..<300: nil
        case 304 where isConditional: nil
        case 300..<400: .redirect(status: status)
        default: .http(status: status)
        }
    }
}

extension StatusRule {
    /// Explains why a redirect was not followed, with the remedy.
    ///
    /// - Parameters:
    ///   - location: the URL that the reply leads to; `nil` without one.
    ///   - url: the requested URL.
    ///   - follows: whether redirects are followed.
    static func reason(
        ofRedirect status: Int, to location: String?, from url: String, follows: Bool
    ) -> String {
        let accepts = ".check(.status(\(status))) accepts it"
        if status == 304 {
            return "the request has no If-None-Match and no If-Modified-Since; \(accepts)"
        }
        if [305, 306].contains(status) { return "no client follows it; \(accepts)" }
        guard let location else {
            return (follows ? "it leads nowhere" : "not followed, and it leads nowhere")
                + "; \(accepts)"
        }
        let policy =
            origin(of: location) == origin(of: url)
            ? ".sameOrigin" : ".follow(limit: 5, crossesOrigins: true)"
        return "not followed to \(Redaction.url(location)): .redirects(\(policy)) follows it,"
            + " \(accepts)"
    }

    /// Scheme and authority.
    private static func origin(of url: String) -> Substring {
        guard let authority = url.firstRange(of: "://")?.upperBound else { return "" }
        return url[..<(url[authority...].firstIndex { "/?#".contains($0) } ?? url.endIndex)]
    }
}

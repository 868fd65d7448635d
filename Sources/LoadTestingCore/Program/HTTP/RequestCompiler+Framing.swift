import LoadTestingMacrosFree

/// Header fields that frame a request: a wrong one breaks every request, or makes its server wait
/// forever.
extension RequestCompiler {
    /// Reports invalid fields.
    ///
    /// - Returns: names in lower case of fields that are redundant.
    mutating func checkFraming(
        by headers: NamedValues, of sampler: HTTPSampler,
        body: (content: ProgramBody, contentType: String?)
    ) -> Set<String> {
        let request = "\"\(sampler.label.printable)\""
        let hasBody = Self.announcesBody(method: sampler.method, body: body.content)
        var redundant: Set<String> = []
        for (name, value) in headers.list {
            let text = value.text.trimmingBlanks
            switch name.lowercased() {
            case "content-length":
                if check(length: value, of: request, body: body.content), hasBody {
                    redundant.insert("content-length")
                }
            case "transfer-encoding": check(encoding: text, of: request, hasBody: hasBody)
            case "expect": check(expectation: text, of: request, hasBody: hasBody)
            case "upgrade": reportUpgrade("Upgrade: \(text)", of: request)
            case "connection" where Self.tokens(text).contains("upgrade"):
                reportUpgrade("Connection: \(text)", of: request)
            default: break
            }
        }
        if headers.list.count(where: { $0.name.lowercased() == "host" }) > 1 {
            report(
                .invalidPlan, "\(request) has more than one header Host",
                "leave one; servers refuse several (RFC 9112, 3.2)")
        }
        return redundant
    }

    /// Whether a length is stated: without a body POST, PUT and PATCH state that it is empty (RFC
    /// 9110, 8.6), as some servers refuse them otherwise.
    package static func announcesBody(method: String, body: ProgramBody) -> Bool {
        if case .none = body { return ["POST", "PUT", "PATCH"].contains(method) }
        return true
    }

    /// Reports a length that is not that of the body; returns whether it is.
    private mutating func check(
        length value: Template, of request: String, body: ProgramBody
    ) -> Bool {
        let remedy = "leave it out: it is computed from the body"
        let text = value.text.trimmingBlanks
        guard value.slots.isEmpty, let count = body.constantCount else {
            report(
                .invalidPlan,
                "\(request) says \"Content-Length: \(text.printable)\", and"
                    + " \(value.slots.isEmpty ? "its body" : "the value") is another one each time",
                remedy)
            return false
        }
        // A sign is no part of a length.
        guard Int(text) != count || text.hasPrefix("+") || text.hasPrefix("-") else { return true }
        report(
            .invalidPlan,
            "\(request) says \"Content-Length: \(text.printable)\", and its body has"
                + " \(NumberText.counted(count, "byte"))", remedy)
        return false
    }

    private mutating func check(encoding text: String, of request: String, hasBody: Bool) {
        guard text.lowercased() == "chunked" else {
            return report(
                .invalidPlan, "\(request) says \"Transfer-Encoding: \(text.printable)\"",
                "chunked is the only one that can be sent; leave it out to send the body whole")
        }
        guard !hasBody else { return }
        report(
            .invalidPlan,
            "\(request) says \"Transfer-Encoding: chunked\" and has no body: its server would wait"
                + " for one", "leave it out, or give the request a body")
    }

    private mutating func check(expectation text: String, of request: String, hasBody: Bool) {
        guard text.lowercased() == "100-continue" else {
            return report(
                .invalidPlan, "\(request) says \"Expect: \(text.printable)\"",
                "100-continue is the only expectation there is; leave it out to send the body at"
                    + " once")
        }
        guard !hasBody else { return }
        report(
            .invalidPlan, "\(request) says \"Expect: 100-continue\" and has no body",
            "leave it out, or give the request a body")
    }

    private mutating func reportUpgrade(_ field: String, of request: String) {
        report(
            .invalidPlan, "\(request) says \"\(field.printable)\": it asks for another protocol",
            "leave it out: a request can't continue after 101 Switching Protocols")
    }

    private static func tokens(_ text: String) -> [String] {
        text.lowercased().split(separator: ",").map { $0.trimmingBlanks }
    }
}

extension ProgramBody {
    /// The number of bytes that it always has, `nil` when that differs.
    fileprivate var constantCount: Int? {
        switch self {
        case .none: 0
        case .text(let text): text.constant?.count
        case .made: nil
        }
    }
}

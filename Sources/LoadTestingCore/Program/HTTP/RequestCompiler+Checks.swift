import LoadTestingMacrosFree

extension RequestCompiler {
    /// Reports problems of the defaults of a group or plan.
    mutating func check(_ defaults: HTTPDefaults, of place: String) {
        check(defaults.settings, of: "the defaults of \(place)")
        for header in defaults.headers.list { check(header, of: "the defaults of \(place)") }
        guard let path = defaults.basePath else { return }
        problems.checkText(path, of: "the base path")
        if !path.hasPrefix("/") || path.hasSuffix("/")
            || path.contains(where: { "?#".contains($0) })
        {
            report(
                .invalidPlan, "the base path \"\(path.printable)\"",
                "it begins with a slash, does not end with one, and holds no query: \"/api/v2\"")
        }
    }

    mutating func check(_ sampler: HTTPSampler, settings: HTTPSettings) {
        let label = sampler.label
        checkLabel(of: sampler)
        if !Self.isToken(sampler.method) {
            report(
                .invalidPlan, "\"\(sampler.method.printable)\" is no HTTP method",
                "use letters, such as GET")
        }
        check(settings, of: "\"\(label.printable)\"")
        check(path: sampler.path)
        for header in sampler.headers.list { check(header, of: "\"\(label.printable)\"") }
        for item in sampler.query.list { checkField(item, of: "a query") }
        check(sampler.body)
        for check in sampler.checks { self.check(check, of: label) }
        for capture in sampler.captures { check(capture, of: label) }
    }

    private mutating func check(_ body: HTTPBody) {
        switch body.content {
        case .text(let text): check(text: text, of: "a body")
        case .form(let fields):
            for field in fields.list { checkField(field, of: "a form") }
        case .multipart(let parts):
            for part in parts {
                if case .text(let text) = part.content { check(text: text, of: "a form") }
                check(mediaType: part.contentType)
            }
        case .file(_, let contentType): check(mediaType: contentType)
        case .none, .bytes, .json, .jsonOfSlots: break
        }
    }

    private mutating func check(mediaType: String?) {
        guard let mediaType else { return }
        if mediaType.holdsControls {
            report(
                .invalidPlan,
                "the content type \"\(mediaType.printable)\" holds a control character",
                "write one line of text, such as text/csv")
        }
        problems.checkMarker(in: mediaType, of: "a content type")
    }

    private mutating func check(_ authorization: HTTPAuthorization, of place: String) {
        switch authorization.scheme {
        case .basic(let user, let password), .digest(let user, let password):
            for text in [user, password] { check(text: text, of: "the authorization of \(place)") }
        case .bearer(let token): check((name: "Authorization", value: token), of: place)
        case .none: break
        }
    }

    private mutating func checkLabel(of sampler: HTTPSampler) {
        let label = sampler.label
        problems.checkText(label, of: "the label")
        if sampler.name == nil, label.contains(SlotMember.unnamed) {
            report(
                .invalidPlan,
                "\"\(label.printable)\" reads a computed member of a slot, which has no stable"
                    + " name",
                "name the request: .named(\"…\")")
        }
    }

    mutating func check(_ settings: HTTPSettings, of place: String) {
        let timeout = settings.effectiveTimeout
        if timeout < .milliseconds(1) || timeout > TimeLimit.max {
            report(
                .invalidPlan, "\(place) has a time-out of \(timeout.text)",
                TimeLimit.remedy(for: timeout, min: "1 ms or more"))
        }
        if let limit = settings.bodyLimit, limit < 1 {
            report(.invalidPlan, "\(place) has a body limit of \(limit) bytes", "use at least 1")
        }
        if let authorization = settings.authorization { check(authorization, of: place) }
        if let redirects = settings.redirects,
            redirects != .none, !(1...30).contains(redirects.limit)
        {
            report(
                .invalidPlan, "\(place) follows up to \(redirects.limit) redirects",
                "use 1 to 30, or .none")
        }
    }

    private mutating func check(path: Template) {
        if path.text.holdsControls {
            report(
                .invalidPlan, "the path \"\(path.text.printable)\" holds a control character",
                "percent-encode it")
        }
        check(text: path, of: "a path")
    }

    mutating func check(_ header: (name: String, value: Template), of place: String) {
        if !Self.isToken(header.name) {
            report(
                .invalidPlan,
                "\(place) has a header named \"\(header.name.printable)\"",
                "header names are letters, digits and hyphens")
        }
        if header.value.text.filter({ $0 != "\t" }).holdsControls {
            report(
                .invalidPlan,
                "the header \"\(header.name.printable)\" of \(place) holds a line "
                    + "break or control character", "header values are one line of text")
        }
        check(text: header.value, of: "a header")
    }

    private mutating func check(_ check: ReplyCheck, of label: String) {
        problems.checkText(check.name, of: "the name of a check")
        if let invalid = check.invalid {
            report(
                .invalidPlan, "a check of \"\(label.printable)\": \(invalid)", "correct the path")
        }
        if check.statuses?.isEmpty == true {
            report(
                .invalidPlan, "a status check of \"\(label.printable)\" names no status",
                "write .status(200)")
        }
    }

    private mutating func check(_ capture: ReplyCapture, of label: String) {
        if let invalid = capture.invalid {
            report(
                .invalidPlan, "a capture of \"\(label.printable)\": \(invalid)", "correct the path")
        }
        if !capture.isWhole { problems.reportMember(capture.name, of: "\"\(label.printable)\"") }
    }

    mutating func check(partName name: String) {
        if name.holdsControls {
            report(
                .invalidPlan,
                "the part \"\(name.printable)\" of a form has a control character in its name",
                "names are one line of text")
        }
        problems.checkMarker(in: name, of: "the name of a part")
    }

    mutating func check(text: Template, of what: String) {
        problems.checkMarker(in: text.text, of: what)
    }

    private mutating func checkField(_ item: (name: String, value: Template), of what: String) {
        problems.checkMarker(in: item.name, of: what)
        check(text: item.value, of: what)
    }

    /// Whether a text is a token of RFC 9110, 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
                    || (0x61...0x7a).contains($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)
            }
    }
}

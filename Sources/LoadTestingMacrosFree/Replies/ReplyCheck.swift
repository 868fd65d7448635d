/// A condition on a reply: `.status(200)`, `.bodyContains("user")`, `.json(\Item.id, equals: 7)`.
///
/// A check that does not hold makes the sample an error which is named after the check. A request
/// with a status check no longer fails by its status alone: 400 and above, or a redirect that was
/// not followed.
public struct ReplyCheck: Sendable {
    /// The name of the error.
    package var name: String
    package var needs: ReplyNeeds
    /// The name of the part to check, where it has one: a header's, a path.
    package var subject: String?
    /// The statuses that a status check accepts; `nil` for another check.
    package var statuses: [ClosedRange<Int>]?
    /// The slots whose values `problem` takes, in this order.
    package var slots: [SlotText]
    /// Finds the mismatch; `nil` when the check holds.
    package var problem: Mismatch
    /// Whether the bytes of a readable body are certain to meet the check.
    ///
    /// A look needs no reply to be made. Where it says no, `problem` decides.
    package var isMet: Look?
    /// The reason that the check itself is wrong, such as an invalid path.
    package var invalid: String?

    package typealias Mismatch = @Sendable (Reply, [any Sendable]) throws -> String?
    package typealias Look = @Sendable (_ body: UnsafeBufferPointer<UInt8>) -> Bool

    package init(
        _ name: String, needs: ReplyNeeds, slots: [SlotText] = [], problem: @escaping Mismatch
    ) {
        self.name = name
        self.needs = needs
        self.slots = slots
        self.problem = problem
    }

    /// Gives the check another name in the report.
    public func named(_ name: String) -> ReplyCheck {
        var copy = self
        copy.name = name
        return copy
    }
}

// MARK: - Status, size, duration

extension ReplyCheck {
    /// The status is one of these.
    public static func status(_ statuses: Int...) -> ReplyCheck {
        status(
            of: statuses.map { $0...$0 },
            named: statuses.map(String.init).joined(separator: " or "))
    }

    /// The status lies in a range, such as `200 ... 299`.
    public static func status(_ range: ClosedRange<Int>) -> ReplyCheck {
        status(of: [range], named: "\(range.lowerBound) to \(range.upperBound)")
    }

    private static func status(of ranges: [ClosedRange<Int>], named name: String) -> ReplyCheck {
        var check = ReplyCheck("status \(name)", needs: []) { reply, _ in
            ranges.contains { $0.contains(reply.status) } ? nil : "the status is \(reply.status)"
        }
        check.statuses = ranges
        return check
    }

    /// The body has this many bytes, as it is after decoding.
    public static func bodySize(_ bytes: ClosedRange<Int>) -> ReplyCheck {
        var check = ReplyCheck(
            "body size \(bytes.lowerBound) to \(bytes.upperBound)", needs: .body
        ) { reply, _ in
            bytes.contains(reply.body.count) ? nil : "the body has \(reply.body.count) bytes"
        }
        check.isMet = { bytes.contains($0.count) }
        return check
    }

    /// The exchange took less than this, from its start to its last byte.
    ///
    /// Counts each slow answer as an error; prefer a latency budget such as
    /// `p99 < .milliseconds(50)`.
    public static func duration(under limit: Duration) -> ReplyCheck {
        ReplyCheck("duration under \(limit.text)", needs: []) { reply, _ in
            reply.duration < limit ? nil : "it took \(reply.duration.text)"
        }
    }

    /// A condition of your own.
    ///
    /// - Parameters:
    ///   - name: the name of the error when it does not hold.
    ///   - condition: takes the reply with its head and body. It runs on the thread that sends the
    ///     load, so it must be short. The error that it throws is the reason.
    public static func that(
        _ name: String, _ condition: @escaping @Sendable (Reply) throws -> Bool
    ) -> ReplyCheck {
        ReplyCheck(name, needs: [.head, .body]) { reply, _ in
            try condition(reply) ? nil : "it does not hold"
        }
    }
}

// MARK: - Body

extension ReplyCheck {
    /// The body holds this text, in Latin-1 (ISO 8859-1) where it is no UTF-8.
    public static func bodyContains(_ text: Template) -> ReplyCheck {
        var check = ReplyCheck(
            "body contains \"\(shortened(text.text))\"", needs: .body, slots: text.slots
        ) { reply, values in
            guard let wanted = text.bytes(with: values) else { return "a slot has no text" }
            return reply.body.says(wanted) ? nil : "the body is \(shortened(reply.body))"
        }
        if let wanted = text.fixedBytes {
            check.isMet = { $0.range(of: wanted, from: 0) != nil }
        }
        return check
    }

    /// The body holds this text of the program.
    @_disfavoredOverload
    public static func bodyContains(_ text: some StringProtocol) -> ReplyCheck {
        bodyContains(Template(text))
    }

    /// The body does not hold this text, nor in Latin-1 (ISO 8859-1) where it is no UTF-8.
    public static func bodyLacks(_ text: Template) -> ReplyCheck {
        var check = ReplyCheck(
            "body lacks \"\(shortened(text.text))\"", needs: .body, slots: text.slots
        ) { reply, values in
            guard let unwanted = text.bytes(with: values) else { return "a slot has no text" }
            return reply.body.says(unwanted) ? "the body is \(shortened(reply.body))" : nil
        }
        // Other text may be there in Latin-1.
        if let unwanted = text.fixedBytes, unwanted.allSatisfy({ $0 < 0x80 }) {
            check.isMet = { $0.range(of: unwanted, from: 0) == nil }
        }
        return check
    }

    /// The body does not hold this text of the program.
    @_disfavoredOverload
    public static func bodyLacks(_ text: some StringProtocol) -> ReplyCheck {
        bodyLacks(Template(text))
    }

    /// The body is this text.
    public static func body(equals text: Template) -> ReplyCheck {
        var check = ReplyCheck(
            "body is \"\(shortened(text.text))\"", needs: .body, slots: text.slots
        ) { reply, values in
            guard let wanted = text.bytes(with: values) else { return "a slot has no text" }
            return reply.body.isText(wanted) ? nil : "the body is \(shortened(reply.body))"
        }
        if let wanted = text.fixedBytes {
            check.isMet = { $0.elementsEqual(wanted) }
        }
        return check
    }

    /// The body is this text of the program.
    @_disfavoredOverload
    public static func body(equals text: some StringProtocol) -> ReplyCheck {
        body(equals: Template(text))
    }

    /// A regular expression matches somewhere in the body.
    ///
    /// A body that is no UTF-8 is matched as Latin-1 (ISO 8859-1).
    public static func bodyMatches<Output>(_ pattern: Regex<Output>) -> ReplyCheck {
        let pattern = SharedPattern(pattern)
        return ReplyCheck("body matches a pattern", needs: .body) { reply, _ in
            try pattern.regex.firstMatch(in: reply.body.matchedText) == nil
                ? "the body is \(shortened(reply.body))" : nil
        }
    }
}

// MARK: - Header

extension ReplyCheck {
    /// There is a header field of this name.
    public static func header(_ name: String) -> ReplyCheck {
        ReplyCheck("header \(name)", needs: .head) { reply, _ in
            reply.values(of: name).isEmpty ? "there is none" : nil
        }
    }

    /// A header field of this name has this value, the first one or another.
    public static func header(_ name: String, equals value: Template) -> ReplyCheck {
        header(name, "is", value) { $0.isText($1) }
    }

    /// A header field of this name has this value of the program.
    @_disfavoredOverload
    public static func header(_ name: String, equals value: some StringProtocol) -> ReplyCheck {
        header(name, equals: Template(value))
    }

    /// A header field of this name holds this text, the first one or another.
    public static func header(_ name: String, contains text: Template) -> ReplyCheck {
        header(name, "contains", text) { $0.says($1) }
    }

    /// A header field of this name holds this text of the program.
    @_disfavoredOverload
    public static func header(_ name: String, contains text: some StringProtocol) -> ReplyCheck {
        header(name, contains: Template(text))
    }

    private static func header(
        _ name: String, _ word: String, _ text: Template,
        holds: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
    ) -> ReplyCheck {
        var check = ReplyCheck(
            "header \(name) \(word) \"\(shortened(text.text))\"", needs: .head, slots: text.slots
        ) { reply, values in
            guard let wanted = text.bytes(with: values) else { return "a slot has no text" }
            let found = reply.values(of: name)
            guard !found.isEmpty else { return "there is none" }
            guard !found.contains(where: { holds($0, wanted) }) else { return nil }
            return "it is " + found.map { "\"\(shortened($0))\"" }.joined(separator: ", ")
        }
        check.subject = name
        return check
    }
}

/// The maximum characters that a name or reason shows.
private let maxPrintedLength = 120

/// A text cut to what a name or reason can show.
private func shortened(_ text: String) -> String {
    text.printable(upTo: maxPrintedLength)
}

/// Bytes cut to the length that a name or reason can show, before they are read.
private func shortened(_ bytes: [UInt8]) -> String {
    // No character in use has more bytes than these.
    let start = bytes.prefix(8 * maxPrintedLength)
    let text = String(decoding: start, as: UTF8.self)
    guard start.count < bytes.count, text.count <= maxPrintedLength else { return shortened(text) }
    return "\(text.printable)…"
}

extension HTTPStep {
    /// Checks each reply; a check that fails makes the sample an error named after it.
    ///
    /// A status check replaces the rule that a status of 400 and above, and a redirect that was not
    /// followed, is an error. Checks of the status come first, then the others in the order
    /// written, then captures; the first failure counts.
    public func check(_ checks: ReplyCheck...) -> Self {
        changing { $0.checks += checks }
    }

    /// Fills a slot with a member of the body as JSON.
    ///
    /// ```swift
    /// HTTPPost("/login", json: account).capture(token, json: \Login.token)
    /// ```
    ///
    /// A capture that finds nothing makes the sample an error `capture(token)`, with the reason;
    /// so does each of the others. Where Foundation's decoder has to be asked, for types such as
    /// `URL` and for what does not decode, an `init(from:)` of your own runs twice.
    public func capture<Root: Decodable & Sendable, Value: Sendable>(
        _ slot: Slot<Value>, json path: any KeyPath<Root, Value> & Sendable
    ) -> Self {
        let member = MemberReading(path)
        return capturing(slot, from: SlotMember.name(of: path), needs: .body) {
            try member.value(in: $0.decoded(as: Root.self))
        }
    }

    /// Fills a slot with the whole body as JSON.
    public func capture<Value: Decodable & Sendable>(
        _ slot: Slot<Value>, json type: Value.Type
    ) -> Self {
        capturing(slot, needs: .body) { try $0.decoded(as: type) }
    }

    /// Fills a slot with the value at a JSON path.
    ///
    /// A number is sent with its original digits: 19.90 is sent as `19.90`, whether the slot is a
    /// `Double`, a `Decimal` or a `String`. A `String` takes numbers and bools as their text.
    ///
    /// - Parameters:
    ///   - slot: the slot to fill; its type is decoded.
    ///   - path: names, indices and wildcards of RFC 9535, such as `$.items[0].id`; `[-1]` counts
    ///     from the end, `['odd name']` quotes a name that is no word. Filters, functions, slices,
    ///     `..`, several selectors in one bracket and invalid paths are refused when the plan is
    ///     checked.
    public func capture<Value: Decodable & Sendable>(
        _ slot: Slot<Value>, jsonPath path: String
    ) -> Self {
        let place = JSONPath(path)
        return capturing(slot, from: path, needs: .body, invalid: place.problem) { reply in
            try reply.value(at: place, as: Value.self)
        }
    }

    /// Fills a slot with all values of a JSON path with `[*]`, such as `$.items[*].id`, or with the
    /// elements of the list at another path.
    ///
    /// Values under a wildcard that have no such member are skipped (RFC 9535); the part before the
    /// first wildcard has to be there.
    public func capture<Element: Decodable & Sendable>(
        _ slot: Slot<[Element]>, jsonPath path: String
    ) -> Self {
        let place = JSONPath(path)
        return capturing(slot, from: path, needs: .body, invalid: place.problem) { reply in
            try reply.values(at: place, as: Element.self)
        }
    }

    /// Fills a slot with the first match of a regular expression in the body.
    ///
    /// A body that is no UTF-8 is matched as Latin-1 (ISO 8859-1), and its bytes are kept.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, regex: Regex<Substring>
    ) -> Self {
        capturing(slot, matching: SharedPattern(regex)) { $0 }
    }

    /// Fills a slot with the group of a regular expression's first match in the body.
    ///
    /// A body that is no UTF-8 is matched as Latin-1 (ISO 8859-1), and its bytes are kept.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, regex: Regex<(Substring, Substring)>
    ) -> Self {
        capturing(slot, matching: SharedPattern(regex)) { $0.1 }
    }

    /// Fills a slot with the value of the first header field of a name, as its bytes are.
    ///
    /// A slot of a list of texts takes the values of all of them.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, header name: String
    ) -> Self {
        capturing(slot, from: name, needs: .head) { reply in
            guard let bytes = reply.values(of: name).first else {
                throw CaptureFailure("no header \(name.printable)")
            }
            return try Self.captured(bytes, as: Value.self)
        }
    }

    /// Fills a slot with the values of all header fields of a name, in the order in which they
    /// arrived; at least one.
    public func capture(_ slot: Slot<[String]>, header name: String) -> Self {
        capturing(slot, needs: .head) { reply in
            let values = reply.values(of: name)
            guard !values.isEmpty else { throw CaptureFailure("no header \(name.printable)") }
            let elements = try values.map { try Self.captured($0, as: String.self) }
            let texts = elements.compactMap { CapturedValue.value(of: $0) as? String }
            return CapturedValue.list(texts, elements: elements)
        }
    }

    /// Fills a slot with the user's cookie of a name after the reply, which has to set it.
    ///
    /// A reply that deletes it and sets it again has set it; one that deletes it last has not.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, cookie name: String
    ) -> Self {
        capturing(slot, from: "cookie", needs: .head) { reply in
            switch reply.cookieChange(name) {
            case .set(let bytes): return try Self.captured(bytes, as: Value.self)
            case .deleted:
                throw CaptureFailure("the reply deletes the cookie \(name.printable)")
            case .none:
                throw CaptureFailure("the reply sets no cookie \(name.printable)")
            }
        }
    }

    /// Fills a slot with the bytes of the body between two texts, at their first place.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, between left: String, and right: String
    ) -> Self {
        capturing(slot, from: left, needs: .body) { reply in
            let body = reply.body
            guard let start = body.range(of: Array(left.utf8), from: 0)?.upperBound,
                let end = body.range(of: Array(right.utf8), from: start)?.lowerBound
            else {
                throw CaptureFailure(
                    "nothing between \"\(left.printable)\" and \"\(right.printable)\"")
            }
            return try Self.captured(Array(body[start..<end]), as: Value.self)
        }
    }

    /// Fills a slot with a part of the reply: `.status`, `.body`, `.bytes`, `.duration`.
    public func capture<Value: Sendable>(_ slot: Slot<Value>, _ part: ReplyPart<Value>) -> Self {
        capturing(slot, needs: part.needs) { reply in
            if let captured = part.captured?(reply) { return captured }
            return part.value(reply)
        }
    }

    /// Fills a slot with the result of a closure over the reply.
    ///
    /// It runs on the thread that sends the load, so it must be short. The error that it throws is
    /// the reason of the failure. A text with U+FFFD of a reply that is no UTF-8 is refused, since
    /// other bytes would be sent than came: ``Reply/body`` has them.
    public func capture<Value: Sendable>(
        _ slot: Slot<Value>, from take: @escaping @Sendable (Reply) throws -> Value
    ) -> Self {
        capturing(slot, needs: [.head, .body]) { reply in
            let value = try take(reply)
            if let text = value as? String, text.holdsReplacement,
                !reply.head.isUTF8 || !reply.content.isUTF8
            {
                throw CaptureFailure(
                    "the text holds U+FFFD in place of bytes that are no UTF-8: capture the header,"
                        + " cookie or part of the body itself, which keeps its bytes")
            }
            return value
        }
    }

    private func capturing<Value: LosslessStringConvertible, Output>(
        _ slot: Slot<Value>, matching pattern: SharedPattern<Output>,
        _ group: @escaping @Sendable (Output) -> Substring
    ) -> Self {
        capturing(slot, needs: .body) { reply in
            let body = reply.body
            guard let match = try pattern.regex.firstMatch(in: body.matchedText) else {
                throw CaptureFailure("the pattern does not match")
            }
            let found = group(match.output)
            let bytes = body.isUTF8 ? nil : Latin1.bytes(of: found)
            return try Self.captured(bytes ?? Array(found.utf8), as: Value.self)
        }
    }

    /// Bytes as a value that is sent unchanged.
    private static func captured<Value: LosslessStringConvertible & Sendable>(
        _ bytes: [UInt8], as type: Value.Type
    ) throws -> any Sendable {
        guard let value = Value(String(decoding: bytes, as: UTF8.self)) else {
            let text = String(decoding: bytes.prefix(480), as: UTF8.self).printable(upTo: 120)
            throw CaptureFailure("\"\(text)\" is no \(Value.self)")
        }
        return value is String && bytes.isUTF8 ? value : CapturedValue.text(value, bytes: bytes)
    }

    private func capturing<Value: Sendable>(
        _ slot: Slot<Value>, from source: String? = nil, needs: ReplyNeeds, invalid: String? = nil,
        value: @escaping @Sendable (Reply) throws -> any Sendable
    ) -> Self {
        changing {
            var capture = ReplyCapture(slot, needs: needs, invalid: invalid, value: value)
            capture.source = source
            $0.captures.append(capture)
        }
    }
}

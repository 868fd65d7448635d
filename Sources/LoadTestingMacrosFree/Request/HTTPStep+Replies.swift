extension HTTPStep {
    /// Holds each reply against checks; one that fails makes the sample an error named after it.
    ///
    /// A status check replaces the rule that a status of 400 and above, and a redirect that was not
    /// followed, is an error. Checks of the status are looked at first, then the others in the order
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
    /// so does each of the others.
    public func capture<Root: Decodable & Sendable, Value: Sendable>(
        _ slot: Slot<Value>, json path: any KeyPath<Root, Value> & Sendable
    ) -> Self {
        capturing(slot, from: SlotMember.name(of: path), needs: .body) {
            try $0.decoded(as: Root.self)[keyPath: path]
        }
    }

    /// Fills a slot with the whole body as JSON.
    public func capture<Value: Decodable & Sendable>(
        _ slot: Slot<Value>, json type: Value.Type
    ) -> Self {
        capturing(slot, needs: .body) { try $0.decoded(as: type) }
    }

    /// Fills a slot with what stands at a JSON path.
    ///
    /// - Parameters:
    ///   - slot: what is filled; its type is decoded.
    ///   - path: members and elements from the top, such as `$.items[0].id`; `[-1]` counts from the
    ///     end, `['odd name']` quotes. No filters, slices or `..`.
    public func capture<Value: Decodable & Sendable>(
        _ slot: Slot<Value>, jsonPath path: String
    ) -> Self {
        let place = JSONPath(path)
        return capturing(slot, from: path, needs: .body, invalid: place.problem) { reply in
            try reply.json { try place.decode(Value.self, from: $0) }
        }
    }

    /// Fills a slot with everything that a JSON path with `[*]` leads to, such as `$.items[*].id`.
    public func capture<Element: Decodable & Sendable>(
        _ slot: Slot<[Element]>, jsonPath path: String
    ) -> Self {
        let place = JSONPath(path)
        return capturing(slot, from: path, needs: .body, invalid: place.problem) { reply in
            try reply.json { try place.decodeAll(Element.self, from: $0) }
        }
    }

    /// Fills a slot with the first match of a regular expression in the body.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, regex: Regex<Substring>
    ) -> Self {
        capturing(slot, matching: SharedPattern(regex)) { $0 }
    }

    /// Fills a slot with the group of a regular expression's first match in the body.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, regex: Regex<(Substring, Substring)>
    ) -> Self {
        capturing(slot, matching: SharedPattern(regex)) { $0.1 }
    }

    /// Fills a slot with the value of a header field.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, header name: String
    ) -> Self {
        capturing(slot, from: name, needs: .head) { reply in
            guard let text = reply.header(name) else {
                throw CaptureFailure("no header \(name.printable)")
            }
            return try Self.value(of: text)
        }
    }

    /// Fills a slot with the value of a cookie that the reply sets.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, cookie name: String
    ) -> Self {
        capturing(slot, from: "cookie", needs: .head) { reply in
            guard let text = reply.cookie(name) else {
                throw CaptureFailure("the reply sets no cookie \(name.printable)")
            }
            return try Self.value(of: text)
        }
    }

    /// Fills a slot with the text of the body between two others, at their first place.
    public func capture<Value: LosslessStringConvertible & Sendable>(
        _ slot: Slot<Value>, between left: String, and right: String
    ) -> Self {
        capturing(slot, from: left, needs: .body) { reply in
            let text = reply.text
            guard let start = text.firstRange(of: left)?.upperBound,
                let end = text[start...].firstRange(of: right)?.lowerBound
            else {
                throw CaptureFailure(
                    "nothing between \"\(left.printable)\" and \"\(right.printable)\"")
            }
            return try Self.value(of: text[start..<end])
        }
    }

    /// Fills a slot with a part of the reply: `.status`, `.body`, `.bytes`, `.duration`.
    public func capture<Value: Sendable>(_ slot: Slot<Value>, _ part: ReplyPart<Value>) -> Self {
        capturing(slot, needs: part.needs) { part.value($0) }
    }

    /// Fills a slot with what a closure makes of the reply.
    ///
    /// It runs on the thread that sends the load, so it must be short. What it throws is the reason
    /// of the failure.
    public func capture<Value: Sendable>(
        _ slot: Slot<Value>, from take: @escaping @Sendable (Reply) throws -> Value
    ) -> Self {
        capturing(slot, needs: [.head, .body], value: take)
    }

    private func capturing<Value: LosslessStringConvertible, Output>(
        _ slot: Slot<Value>, matching pattern: SharedPattern<Output>,
        _ group: @escaping @Sendable (Output) -> Substring
    ) -> Self {
        capturing(slot, needs: .body) { reply in
            guard let match = try pattern.regex.firstMatch(in: reply.text) else {
                throw CaptureFailure("the pattern does not match")
            }
            return try Self.value(of: group(match.output))
        }
    }

    private static func value<Value: LosslessStringConvertible>(
        of text: some StringProtocol
    ) throws -> Value {
        guard let value = Value(String(text)) else {
            throw CaptureFailure("\"\(text.printable(upTo: 120))\" is no \(Value.self)")
        }
        return value
    }

    private func capturing<Value: Sendable>(
        _ slot: Slot<Value>, from source: String? = nil, needs: ReplyNeeds, invalid: String? = nil,
        value: @escaping @Sendable (Reply) throws -> Value
    ) -> Self {
        changing {
            var capture = ReplyCapture(slot, needs: needs, invalid: invalid, value: value)
            capture.source = source
            $0.captures.append(capture)
        }
    }
}

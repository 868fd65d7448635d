import LoadTestingMacrosFree

extension RequestCompiler {
    /// The server and whole URL of a request: below the target, or a whole URL of its own.
    mutating func url(
        of sampler: HTTPSampler, basePath: String
    ) -> (origin: TargetAddress, text: ProgramText)? {
        guard let (origin, path, isWhole) = place(of: sampler.path) else { return nil }
        var url = ProgramText()
        if case .slot(let slot) = path.first {
            url.append(
                ProgramSlotText(
                    slot: registry.number(of: slot.key), name: slot.name,
                    encoding: .location(
                        origin: origin.root, base: origin.url(path: "") + basePath),
                    content: slot.content))
        } else {
            let leading = Template(parts: path).text
            let base = leading.hasPrefix("/") && !isWhole ? basePath : ""
            let needsSlash =
                !leading.isEmpty && !leading.hasPrefix("/") && !leading.hasPrefix("?")
            url.append(origin.url(path: "") + Self.pathText(base) + (needsSlash ? "/" : ""))
        }
        let startsWithSlot = url.constant == nil
        if startsWithSlot {
            append(Array(path.dropFirst()), behindLocationIn: &url)
        } else {
            url.append(text(ofPath: path))
        }
        append(sampler.query, to: &url, after: path, startsWithSlot: startsWithSlot)
        return (origin: origin, text: url)
    }

    /// Appends the rest of a path that begins with a slot: the value may bring a query, which the
    /// first `?` behind it then continues.
    private mutating func append(
        _ parts: [Template.Part], behindLocationIn url: inout ProgramText
    ) {
        guard let mark = parts.firstIndex(where: { $0.fixed?.contains("?") == true }),
            let text = parts[mark].fixed
        else { return url.append(self.text(ofPath: parts)) }
        let before = text.prefix { $0 != "?" }
        url.append(self.text(ofPath: parts[..<mark] + [.text(String(before))]))
        url.appendQuerySeparator()
        let behind = Template.Part.text(String(text[before.endIndex...].dropFirst()))
        url.append(self.text(ofPath: [behind] + parts[(mark + 1)...]))
    }

    /// The server that a path names, and the rest of the path, without a fragment; whether the path
    /// was a whole URL.
    private mutating func place(
        of path: Template
    ) -> (origin: TargetAddress, path: [Template.Part], isWhole: Bool)? {
        let fixed = path.parts.prefix { if case .slot = $0 { false } else { true } }
        let leading = Template(parts: Array(fixed)).text
        let rest = Array(path.parts[fixed.endIndex...])
        guard let separator = leading.firstRange(of: "://"),
            !leading[..<separator.lowerBound].contains(where: { "/?#".contains($0) })
        else {
            return target.map {
                let parts = Self.encoded(path.parts, behind: 0)
                return (origin: $0, path: Self.withoutFragment(parts), isWhole: false)
            }
        }
        let pathStart =
            leading[separator.upperBound...].firstIndex { "/?#".contains($0) } ?? leading.endIndex
        if pathStart == leading.endIndex, !rest.isEmpty {
            report(
                .invalidTarget, "\"\(path.text.printable)\" has a slot in the name of its server",
                "the server has to be known before the load: write it out")
            return nil
        }
        guard let origin = parse(String(leading[..<pathStart])) else { return nil }
        let start = leading[..<pathStart].utf8.count
        let encoded = Template(parts: Self.encoded(Array(fixed), behind: start)).text
        let path = encoded.utf8.dropFirst(start)
        let parts =
            [Template.Part.text(String(decoding: path, as: UTF8.self))]
            + Self.encoded(rest, behind: 0)
        return (origin: origin, path: Self.withoutFragment(parts), isWhole: true)
    }

    /// Parts of a path whose values of the program are percent-encoded, so that each stays one
    /// segment; except for one at the start, and text before so many bytes: a server.
    private static func encoded(
        _ parts: [Template.Part], behind start: Int
    ) -> [Template.Part] {
        var count = 0
        return parts.map { part in
            // A slot has some unknown length.
            defer { count += part.fixed?.utf8.count ?? 1 }
            guard let text = part.fixed else { return part }
            let isEncoded = if case .value = part { count > start } else { false }
            return .text(isEncoded ? PercentEncoding.encoded(text) : text)
        }
    }

    mutating func parse(_ text: String) -> TargetAddress? {
        do {
            return try TargetAddress(parsing: text)
        } catch {
            problems.report(error)
            return nil
        }
    }

    private static func withoutFragment(_ parts: [Template.Part]) -> [Template.Part] {
        var kept: [Template.Part] = []
        for part in parts {
            if case .text(let text) = part, text.contains("#") {
                return kept + [.text(String(text.prefix { $0 != "#" }))]
            }
            kept.append(part)
        }
        return kept.filter { $0 != .text("") }
    }

    private mutating func text(ofPath parts: some Sequence<Template.Part>) -> ProgramText {
        var text = ProgramText()
        for part in parts {
            switch part {
            case .text(let fixed), .value(let fixed): text.append(Self.pathText(fixed))
            case .slot(let slot): text.append(self.slot(slot, .percent))
            }
        }
        return text
    }

    private mutating func append(
        _ query: NamedValues, to url: inout ProgramText, after path: [Template.Part],
        startsWithSlot: Bool
    ) {
        guard !query.list.isEmpty else { return }
        let fixed = path.map { $0.fixed ?? "*" }.joined()
        if startsWithSlot {
            url.appendQuerySeparator()
        } else if !fixed.contains("?") {
            url.append("?")
        } else if !fixed.hasSuffix("?"), !fixed.hasSuffix("&") {
            url.append("&")
        }
        url.append(form(query))
    }

    /// `name=value&…`, percent-encoded but for the unreserved characters of RFC 3986.
    mutating func form(_ values: NamedValues) -> ProgramText {
        var text = ProgramText()
        for (index, item) in values.list.enumerated() {
            text.append((index > 0 ? "&" : "") + PercentEncoding.encoded(item.name) + "=")
            for part in item.value.parts {
                switch part {
                case .text(let fixed), .value(let fixed):
                    text.append(PercentEncoding.encoded(fixed))
                case .slot(let slot): text.append(self.slot(slot, .percent))
                }
            }
        }
        return text
    }

    /// A template in a header, body or password.
    mutating func text(
        _ template: Template, _ encoding: ProgramSlotText.Encoding
    ) -> ProgramText {
        var text = ProgramText()
        for part in template.parts {
            switch part {
            case .text(let fixed), .value(let fixed): text.append(fixed)
            case .slot(let slot): text.append(self.slot(slot, encoding))
            }
        }
        return text
    }

    private mutating func slot(
        _ slot: SlotText, _ encoding: ProgramSlotText.Encoding
    ) -> ProgramSlotText {
        ProgramSlotText(
            slot: registry.number(of: slot.key), name: slot.name, encoding: encoding,
            content: slot.content)
    }

    /// Spaces and characters beyond ASCII percent-encoded: others are intended.
    private static func pathText(_ text: String) -> String {
        PercentEncoding.encoded(text, keeping: { $0 > 0x20 && $0 < 0x7f })
    }
}

extension TargetAddress {
    /// `http://127.0.0.1:8000`, without base path.
    package var root: String {
        String(url(path: "").dropLast(basePath.count))
    }
}

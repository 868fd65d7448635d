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
                    slot: number(of: slot.key), name: slot.name,
                    encoding: .location(
                        origin: origin.root, base: origin.url(path: "") + basePath),
                    text: slot.text))
        } else {
            let leading = Template(parts: path).text
            let base = leading.hasPrefix("/") && !isWhole ? basePath : ""
            let needsSlash =
                !leading.isEmpty && !leading.hasPrefix("/") && !leading.hasPrefix("?")
            url.append(origin.url(path: "") + Self.pathText(base) + (needsSlash ? "/" : ""))
        }
        let startsWithSlot = url.constant == nil
        url.append(text(ofPath: startsWithSlot ? Array(path.dropFirst()) : path))
        append(sampler.query, to: &url, after: path)
        return (origin: origin, text: url)
    }

    /// The server that a path names, and what is left of the path, without a fragment; whether the
    /// path was a whole URL.
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
                (origin: $0, path: Self.withoutFragment(path.parts), isWhole: false)
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
        let parts = [Template.Part.text(String(leading[pathStart...]))] + rest
        return (origin: origin, path: Self.withoutFragment(parts), isWhole: true)
    }

    mutating func parse(_ text: String) -> TargetAddress? {
        do {
            return try TargetAddress(parsing: text)
        } catch {
            report(.invalidTarget, error.message, error.remedy)
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

    private mutating func text(ofPath parts: [Template.Part]) -> ProgramText {
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
        _ query: NamedValues, to url: inout ProgramText, after path: [Template.Part]
    ) {
        guard !query.list.isEmpty else { return }
        let hasQuery = path.contains {
            switch $0 {
            case .text(let text), .value(let text): text.contains("?")
            case .slot: false
            }
        }
        url.append(hasQuery ? "&" : "?")
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

    /// A template as it stands in a header, body or password.
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
            slot: number(of: slot.key), name: slot.name, encoding: encoding, text: slot.text)
    }

    /// Spaces and characters beyond ASCII percent-encoded: what else stands there was meant.
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

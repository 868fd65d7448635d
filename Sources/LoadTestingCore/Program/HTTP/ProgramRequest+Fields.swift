extension ProgramRequest {
    /// The names of the header fields that it states, in lower case.
    package var fieldNames: Set<String> { Set(headers.map(Self.fieldName)) }

    /// The name of a header line, in lower case.
    package static func fieldName(of line: ProgramText) -> String {
        guard case .bytes(let bytes) = line.parts.first else { return "" }
        let name = bytes.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// Whether it asks for a change since another answer, so that 304 is an answer to it.
    package var isConditional: Bool {
        !fieldNames.isDisjoint(with: ["if-none-match", "if-modified-since"])
    }
}

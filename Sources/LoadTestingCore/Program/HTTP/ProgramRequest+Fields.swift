extension ProgramRequest {
    /// The names of the header fields that it states, in lower case.
    package var fieldNames: Set<String> { Set(headers.map { $0.name.lowercased() }) }

    /// Whether it asks for a change since another answer, so that 304 is an answer to it.
    package var isConditional: Bool {
        !fieldNames.isDisjoint(with: ["if-none-match", "if-modified-since"])
    }
}

import LoadTestingMacrosFree

extension ProgramRequest {
    /// Whether it is sent directly.
    ///
    /// - Parameter isPreferred: the choice where it forces no way.
    package func isDirect(where isPreferred: Bool) -> Bool {
        directObstacle == nil && transport.map { $0 == .direct } ?? isPreferred
    }

    /// The wish beyond one request and its answer, so that it can't be sent directly; `nil`
    /// for nothing.
    package var directObstacle: String? {
        let names = fieldNames
        if redirects.limit > 0 { return "it follows redirects" }
        if authorization?.scheme == .digest { return "it answers challenges of Digest" }
        if authorization?.isConstant == false { return "its credentials are in slots" }
        if names.contains("expect") { return "it has the header Expect" }
        if names.contains("transfer-encoding") { return "it has the header Transfer-Encoding" }
        return nil
    }

    /// The names of the header fields that it states, in lower case.
    package var fieldNames: Set<String> { Set(headers.map { $0.name.lowercased() }) }

    /// Whether it asks for a change since another answer, so that 304 is an answer to it.
    package var isConditional: Bool {
        !fieldNames.isDisjoint(with: ["if-none-match", "if-modified-since"])
    }
}

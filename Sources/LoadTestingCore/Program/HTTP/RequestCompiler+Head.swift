import LoadTestingMacrosFree

extension RequestCompiler {
    /// Header lines in libcurl's notation: the request's own, those of group and plan, then what
    /// authorization and body imply, unless one of the name is there.
    mutating func headers(
        of sampler: HTTPSampler, defaults: HTTPDefaults,
        body: (content: ProgramBody, contentType: String?), settings: HTTPSettings
    ) -> [ProgramText] {
        let inherited = defaults.headers.list.filter { !sampler.headers.contains($0.name) }
        let stated = NamedValues(sampler.headers.list + inherited)
        let redundant = checkFraming(by: stated, of: sampler, body: body)
        var lines = stated.list.filter { !redundant.contains($0.name.lowercased()) }
            .map { line($0.name, text($0.value, .headerValue)) }
        if case .bearer(let token) = settings.authorization?.scheme,
            !stated.contains("Authorization")
        {
            var value = ProgramText("Bearer ")
            value.append(text(token, .headerValue))
            lines.append(line("Authorization", value))
        }
        if let contentType = body.contentType {
            if !stated.contains("Content-Type") {
                lines.append(ProgramText("Content-Type: \(contentType)"))
            }
            // Without this libcurl would wait for 100 Continue before it sends a large body.
            if !stated.contains("Expect") { lines.append(ProgramText("Expect:")) }
        }
        return lines
    }

    private func line(_ name: String, _ value: ProgramText) -> ProgramText {
        // libcurl takes "Name;" for a field without a value.
        if value.constant?.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) == true {
            return ProgramText("\(name);")
        }
        var line = ProgramText("\(name): ")
        line.append(value)
        return line
    }
}

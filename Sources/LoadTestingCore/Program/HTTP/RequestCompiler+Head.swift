import LoadTestingMacrosFree

extension RequestCompiler {
    /// Header fields: the request's own, those of group and plan, then those implied by
    /// authorization and body, unless one of the name is there.
    mutating func headers(
        of sampler: HTTPSampler, defaults: HTTPDefaults,
        body: (content: ProgramBody, contentType: String?), settings: HTTPSettings
    ) -> [ProgramField] {
        let inherited = defaults.headers.list.filter { !sampler.headers.contains($0.name) }
        let stated = NamedValues(sampler.headers.list + inherited)
        let redundant = checkFraming(by: stated, of: sampler, body: body)
        var fields = stated.list.filter { !redundant.contains($0.name.lowercased()) }
            .map { ProgramField($0.name, text($0.value, .headerValue)) }
        if case .bearer(let token) = settings.authorization?.scheme,
            !stated.contains("Authorization")
        {
            var value = ProgramText("Bearer ")
            value.append(text(token, .headerValue))
            fields.append(ProgramField("Authorization", value))
        }
        if let contentType = body.contentType, !stated.contains("Content-Type") {
            fields.append(ProgramField("Content-Type", ProgramText(contentType)))
        }
        return fields
    }
}

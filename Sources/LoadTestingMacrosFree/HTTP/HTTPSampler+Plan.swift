extension HTTPSampler: Sampler {
    /// The name in every table: the given one, or method and path without the query, with slots as
    /// `{name}`.
    package var label: String {
        let place = path.text.prefix { $0 != "?" && $0 != "#" }
        return name ?? "\(method) \(LoadTarget.withoutCredentials(String(place)))"
    }

    /// The slots that are read to send the request, those of its checks not included.
    package func slotsRead(_ defaults: SamplerDefaults) -> [SlotText] {
        let inherited = defaults.http.headers.list.filter { !headers.contains($0.name) }
        let texts = [path] + (query.list + headers.list + inherited).map(\.value)
        let settings = settings.over(defaults.http.settings)
        return texts.flatMap(\.slots) + body.slots
            + (settings.authorization?.templates.flatMap(\.slots) ?? [])
    }

    /// Its line in a printed plan: label, method and path where the label differs from them, media
    /// type, time-out, tags, checks and captures.
    package func line(_ defaults: SamplerDefaults) -> String {
        label.printable + (name == nil ? "" : " = \(wire)")
            + (body.contentType.map { ", \($0)" } ?? "")
            + ", time-out \(settings.over(defaults.http.settings).effectiveTimeout.text)"
            + tags.map { ", tagged \"\($0.printable)\"" }.joined()
            + checks.map { ", check \($0.name)" }.joined()
            + captures.map { ", capture {\($0.name)}" }.joined()
    }

    /// Method and path of a request with a different label.
    private var wire: String { "\(method) \(LoadTarget.withoutCredentials(path.text))" }
}

extension HTTPAuthorization {
    fileprivate var templates: [Template] {
        switch scheme {
        case .basic(let user, let password), .digest(let user, let password): [user, password]
        case .bearer(let token): [token]
        case .none: []
        }
    }
}

extension HTTPBody {
    fileprivate var slots: [SlotText] {
        switch content {
        case .none, .bytes, .file, .json: []
        case .text(let text): text.slots
        case .jsonOfSlots(let body): body.slots
        case .form(let fields): fields.list.flatMap(\.value.slots)
        case .multipart(let parts):
            parts.flatMap { part in
                if case .text(let text) = part.content { text.slots } else { [] as [SlotText] }
            }
        }
    }
}

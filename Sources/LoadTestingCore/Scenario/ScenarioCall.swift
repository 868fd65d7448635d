import LoadTestingMacrosFree

/// A request of a scenario, split into a shape that is the same for each call at its place and the
/// values of a call: calls of one shape are prepared once.
struct ScenarioCall: Sendable {
    /// The request with values of the program replaced by slots of their own.
    private(set) var shape: HTTPSampler
    /// The identity of the shape; `nil` for one that is prepared each time.
    private(set) var key: String?
    /// The values, for the slots of `argumentSlots`.
    private(set) var arguments: [any Sendable] = []
    /// The checks of the reply.
    let checks: [ReplyCheck]
    let captures: [ReplyCapture]

    init(_ sampler: HTTPSampler) {
        shape = sampler
        checks = sampler.checks.map(\.withoutSecrets)
        captures = sampler.captures.map(\.withoutSecrets)
        shape.checks = []
        shape.captures = []
        shape.path = taken(sampler.path)
        shape.query = taken(sampler.query)
        shape.headers = taken(sampler.headers)
        let body = takenBody(sampler.body)
        shape.settings.authorization = takenAuthorization(sampler.settings.authorization)
        key = body.map { self.key(body: $0, sampler.settings) }
    }

    /// The label: its own name, or method and path, values as `{}`.
    var label: String { shape.label }

    var tags: [String] { shape.tags }

    /// The slots of arguments by their place; the same for all shapes.
    static func argumentSlot(_ index: Int) -> SlotKey { slots[index] }

    private static let slots = (0..<maxArguments).map { _ in
        SlotKey("", lifetime: .iteration, initial: nil, isAnonymous: true)
    }

    /// The maximum values; more are taken as text of the request: a shape of its own.
    private static let maxArguments = 64

    private mutating func taken(_ template: Template) -> Template {
        Template(
            parts: template.parts.map { part in
                guard case .value(let text) = part, arguments.count < Self.maxArguments else {
                    return part
                }
                arguments.append(text)
                return .slot(
                    SlotText(key: Self.slots[arguments.count - 1], name: "") {
                        ($0 as? String).map(SlotContent.text)
                    })
            })
    }

    private mutating func taken(_ values: NamedValues) -> NamedValues {
        var copy = values
        for index in values.list.indices {
            copy.list[index].value = taken(values.list[index].value)
        }
        return copy
    }

    /// Replaces the body; returns the key of its shape, `nil` where that is not worth it.
    private mutating func takenBody(_ body: HTTPBody) -> String? {
        switch body.content {
        case .none: return "-"
        case .text(let template):
            shape.body = .text(taken(template))
            return "text"
        case .form(let fields):
            shape.body = .form(taken(fields))
            return "form \(fields.list.map(\.name))"
        case .json(let value):
            guard arguments.count < Self.maxArguments else { return nil }
            arguments.append(value)
            let slot = SlotText(key: Self.slots[arguments.count - 1], name: "") { _ in nil }
            shape.body = HTTPBody(jsonOf: slot)
            return "json"
        case .bytes, .file, .multipart, .jsonOfSlots: return nil
        }
    }

    private mutating func takenAuthorization(
        _ authorization: HTTPAuthorization?
    ) -> HTTPAuthorization? {
        switch authorization?.scheme {
        case .basic(let user, let password): .basic(user: taken(user), password: taken(password))
        case .digest(let user, let password):
            .digest(user: taken(user), password: taken(password))
        case .bearer(let token): .bearer(taken(token))
        case .some(.none), nil: authorization
        }
    }

    private func key(body: String, _ settings: HTTPSettings) -> String {
        let texts = [shape.path] + (shape.query.list + shape.headers.list).map(\.value)
        let names = (shape.query.list + shape.headers.list).map(\.name)
        var parts = [shape.method, shape.name ?? "", body, settings.shapeKey]
        // A name in the query is not the same as in a header.
        parts.append("\(shape.query.list.count)")
        parts.append("\(shape.tags)")
        parts += names + (texts + shape.settings.templates + shape.body.templates).map(\.shapeKey)
        return parts.joined(separator: "\u{0}")
    }
}

extension HTTPBody {
    fileprivate var templates: [Template] {
        switch content {
        case .text(let template): [template]
        case .form(let fields): fields.list.map(\.value)
        default: []
        }
    }
}

extension Template {
    /// The text with its slots marked.
    fileprivate var shapeKey: String {
        parts.map {
            switch $0 {
            case .text(let text), .value(let text): text
            case .slot(let slot): "\u{1}\(ObjectIdentifier(slot.key).hashValue)\(slot.name)\u{1}"
            }
        }.joined()
    }
}

extension HTTPSettings {
    fileprivate var templates: [Template] {
        switch authorization?.scheme {
        case .basic(let user, let password), .digest(let user, let password): [user, password]
        case .bearer(let token): [token]
        case .some(.none), nil: []
        }
    }

    fileprivate var shapeKey: String {
        let scheme =
            switch authorization?.scheme {
            case .basic: "basic"
            case .digest: "digest"
            case .bearer: "bearer"
            case .some(.none): "none"
            case nil: ""
            }
        // Unstated values are those of the defaults, which zero and false are not.
        let numbers =
            [timeout?.wholeNanoseconds, bodyLimit.map(Int64.init)]
            + [redirects.map { Int64($0.limit) }]
        let flags = [compression, redirects?.crossesOrigins]
        return scheme + numbers.map { $0.map { " \($0)" } ?? " -" }.joined()
            + flags.map { $0.map { " \($0)" } ?? " -" }.joined()
    }
}

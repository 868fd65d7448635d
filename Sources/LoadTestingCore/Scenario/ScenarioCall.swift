import LoadTestingMacrosFree

/// A request of a scenario, split into a shape that is the same for each call at its place and the
/// values of a call: calls of one shape are prepared once.
///
/// A class since it is handed from place to place, and has many parts.
final class ScenarioCall: Sendable {
    /// The request with values of the program replaced by slots of their own, without checks and
    /// captures.
    let shape: HTTPSampler
    /// Whether later calls may have the same shape: not with a body that is part of it.
    let hasCommonShape: Bool
    /// The values, for the slots of `argumentSlot(_:)`.
    let arguments: [any Sendable]
    /// The checks of the reply.
    let checks: [ReplyCheck]
    let captures: [ReplyCapture]

    init(_ sampler: HTTPSampler) {
        var shape = sampler
        var arguments = CallArguments()
        shape.checks = []
        shape.captures = []
        arguments.take(from: &shape.path)
        arguments.take(from: &shape.query)
        arguments.take(from: &shape.headers)
        hasCommonShape = arguments.take(from: &shape.body)
        arguments.take(from: &shape.settings.authorization)
        self.shape = shape
        self.arguments = arguments.values
        checks = sampler.checks.map(\.withoutSecrets)
        captures = sampler.captures.map(\.withoutSecrets)
    }

    /// The label: its own name, or method and path, values as `{}`.
    var label: String { shape.label }

    var tags: [String] { shape.tags }

    /// The slots of arguments by their place; the same for all shapes.
    static func argumentSlot(_ index: Int) -> SlotKey { CallArguments.slots[index].key }
}

/// Takes the values of the program out of a request; slots take their places.
private struct CallArguments {
    private(set) var values: [any Sendable] = []

    static let slots = (0..<maxCount).map { _ in
        SlotText(
            key: SlotKey("", lifetime: .iteration, initial: nil, isAnonymous: true), name: ""
        ) { ($0 as? String).map(SlotContent.text) }
    }

    /// The maximum values; more are taken as text of the request: a shape of its own.
    private static let maxCount = 64

    mutating func take(from template: inout Template) {
        for index in template.parts.indices {
            guard case .value(let text) = template.parts[index], values.count < Self.maxCount
            else { continue }
            template.parts[index] = .slot(Self.slots[values.count])
            values.append(text)
        }
    }

    mutating func take(from fields: inout NamedValues) {
        for index in fields.list.indices { take(from: &fields.list[index].value) }
    }

    /// Whether the rest of the body is the same in other calls.
    mutating func take(from body: inout HTTPBody) -> Bool {
        switch body.content {
        case .none: break
        case .text(var template):
            take(from: &template)
            body = .text(template)
        case .form(var fields):
            take(from: &fields)
            body = .form(fields)
        case .json(let value):
            guard values.count < Self.maxCount else { return false }
            let key = Self.slots[values.count].key
            body = HTTPBody(jsonOf: SlotText(key: key, name: "") { _ in nil })
            values.append(value)
        case .bytes, .file, .multipart, .jsonOfSlots: return false
        }
        return true
    }

    mutating func take(from authorization: inout HTTPAuthorization?) {
        switch authorization?.scheme {
        case .basic(var user, var password):
            take(from: &user)
            take(from: &password)
            authorization = .basic(user: user, password: password)
        case .digest(var user, var password):
            take(from: &user)
            take(from: &password)
            authorization = .digest(user: user, password: password)
        case .bearer(var token):
            take(from: &token)
            authorization = .bearer(token)
        case .some(.none), nil: break
        }
    }
}

/// The identity of a common shape among the calls of a group.
struct ShapeKey: Hashable {
    private let group: Int32
    /// A call of the shape.
    private let call: ScenarioCall

    init(_ call: ScenarioCall, of group: Int32) {
        self.group = group
        self.call = call
    }

    static func == (a: ShapeKey, b: ShapeKey) -> Bool {
        a.group == b.group && a.call.shape.isEqual(to: b.call.shape)
    }

    /// Hashes little: comparing literals costs less than hashing them.
    func hash(into hasher: inout Hasher) {
        hasher.combine(group)
        hasher.combine(call.shape.path.parts.first?.fixed)
    }
}

extension HTTPSampler {
    /// Whether another request without checks and captures is the same.
    fileprivate func isEqual(to other: HTTPSampler) -> Bool {
        method == other.method && path == other.path && name == other.name && tags == other.tags
            && query.isEqual(to: other.query) && headers.isEqual(to: other.headers)
            && body.isEqual(to: other.body) && settings.isEqual(to: other.settings)
    }
}

extension NamedValues {
    fileprivate func isEqual(to other: NamedValues) -> Bool {
        list.elementsEqual(other.list, by: ==)
    }
}

extension HTTPBody {
    /// Whether two bodies of common shapes are the same: JSON is the argument behind those before.
    fileprivate func isEqual(to other: HTTPBody) -> Bool {
        switch (content, other.content) {
        case (.none, .none), (.jsonOfSlots, .jsonOfSlots): true
        case (.text(let text), .text(let otherText)): text == otherText
        case (.form(let fields), .form(let otherFields)): fields.isEqual(to: otherFields)
        default: false
        }
    }
}

extension HTTPSettings {
    /// Unstated values are those of the defaults, which zero and false are not.
    fileprivate func isEqual(to other: HTTPSettings) -> Bool {
        timeout == other.timeout && redirects == other.redirects
            && compression == other.compression && bodyLimit == other.bodyLimit
            && transport == other.transport
            && authorization?.scheme == other.authorization?.scheme
    }
}

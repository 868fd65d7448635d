/// A typed place for a value that is known only while the load runs: a token, a row, an id.
///
/// Each virtual user has its own value. A slot is filled by a capture, a feeder or a scenario, and
/// read by interpolation in paths, queries, headers, bodies and checks:
///
/// ```swift
/// let token = Slot<String>("token")
/// let account = Slot<Account>("account")
///
/// HTTPPost("/login", json: account).capture(token, json: \Login.token)
/// HTTPGet("/users/\(account.id)").header("Authorization", "Bearer \(token)")
/// ```
///
/// A member of a slot's value is a slot that can be read, not filled. A plan that reads a slot on
/// any path where nothing filled it before is refused.
@dynamicMemberLookup
public struct Slot<Value: Sendable>: Sendable {
    /// The slot itself, also for a member.
    ///
    /// No member of a slot is public but the look-up: it would hide the value's own member of that
    /// name.
    package let slotKey: SlotKey
    /// `.id` for a member, empty for the whole value.
    package let slotPath: String
    package let slotProjection: @Sendable (any Sendable) -> Value?

    /// Describes a slot, empty until a step fills it.
    ///
    /// - Parameters:
    ///   - name: the name in labels, such as `GET /users/{id}`; one slot of a name in a plan.
    ///   - lifetime: the time for which it keeps its value. Default: to the end of the iteration.
    public init(_ name: String, lifetime: SlotLifetime = .iteration) {
        self.init(key: SlotKey(name, lifetime: lifetime, initial: nil))
    }

    /// Describes a slot that holds a value from the start, to which each iteration returns unless
    /// its lifetime is the user's.
    public init(_ name: String, initially value: Value, lifetime: SlotLifetime = .iteration) {
        self.init(key: SlotKey(name, lifetime: lifetime, initial: value))
    }

    package init(key: SlotKey) {
        self.init(key: key, path: "") { CapturedValue.value(of: $0) as? Value }
    }

    private init(
        key: SlotKey, path: String, projection: @escaping @Sendable (any Sendable) -> Value?
    ) {
        slotKey = key
        slotPath = path
        slotProjection = projection
    }

    /// A member of the value, to be read.
    public subscript<Member: Sendable>(
        dynamicMember path: any KeyPath<Value, Member> & Sendable
    ) -> Slot<Member> {
        let projection = slotProjection
        return Slot<Member>(key: slotKey, path: slotPath + SlotMember.name(of: path)) {
            projection($0)?[keyPath: path]
        }
    }
}

extension Slot {
    /// The name in labels: `user.id`.
    package var slotName: String { slotKey.name + slotPath }

    /// The slot without its type.
    package var slotRead: SlotText { SlotText(key: slotKey, name: slotName) { _ in nil } }
}

extension Slot where Value: CustomStringConvertible {
    /// The conversion of its value to text.
    package var slotText: SlotText {
        let projection = slotProjection
        let isWhole = slotPath.isEmpty
        return SlotText(key: slotKey, name: slotName) { stored in
            switch stored as? CapturedValue {
            case .text(_, let bytes) where isWhole: return .bytes(bytes)
            case .repaired where isWhole: return nil
            default: break
            }
            return projection(stored).map { .text(SlotContent.text(of: $0)) }
        }
    }
}

extension ReplyCheck {
    /// A member of the body as JSON has this value.
    ///
    /// ```swift
    /// HTTPGet("/items/7").check(.json(\Item.id, equals: 7))
    /// ```
    public static func json<Root: Decodable & Sendable, Value: Equatable & Sendable>(
        _ path: any KeyPath<Root, Value> & Sendable, equals value: Value
    ) -> ReplyCheck {
        json(path, "is \(value)") { $0 == value }
    }

    /// A member of the body as JSON has the value that a slot holds.
    public static func json<Root: Decodable & Sendable, Value: Equatable & Sendable>(
        _ path: any KeyPath<Root, Value> & Sendable, equals slot: Slot<Value>
    ) -> ReplyCheck {
        let member = MemberReading(path)
        let projection = slot.slotProjection
        let read = slot.slotRead
        var check = ReplyCheck(
            "json \(name(of: path)) is {\(slot.slotName)}", needs: .body, slots: [read]
        ) { reply, values in
            let found = try member.value(in: reply.decoded(as: Root.self))
            guard let value = values.first.flatMap(projection) else { return "the slot is empty" }
            return found == value ? nil : "it is \(found), not \(value)"
        }
        check.subject = name(of: path)
        return check
    }

    /// A member of the body as JSON meets a condition.
    public static func json<Root: Decodable & Sendable, Value: Sendable>(
        _ path: any KeyPath<Root, Value> & Sendable,
        where condition: @escaping @Sendable (Value) -> Bool
    ) -> ReplyCheck {
        json(path, "meets a condition", condition)
    }

    /// The body as JSON can be decoded as this type.
    public static func json<Root: Decodable & Sendable>(as type: Root.Type) -> ReplyCheck {
        ReplyCheck("json is \(type)", needs: .body) { reply, _ in
            _ = try reply.decoded(as: type)
            return nil
        }
    }

    /// The value at a JSON path, such as `$.items[0].id`, is this one; a number equals a `String`
    /// of its digits.
    ///
    /// See ``HTTPStep/capture(_:jsonPath:)-(Slot<Value>,_)`` for the syntax of a path.
    public static func jsonPath<Value: Decodable & Equatable & Sendable>(
        _ path: String, equals value: Value
    ) -> ReplyCheck {
        let place = JSONPath(path)
        var check = ReplyCheck("json \(path) is \(value)", needs: .body) { reply, _ in
            let found = try CapturedValue.value(of: reply.value(at: place, as: Value.self))
            return found as? Value == value ? nil : "it is \(found)"
        }
        check.invalid = place.problem
        check.subject = path
        return check
    }

    private static func json<Root: Decodable & Sendable, Value: Sendable>(
        _ path: any KeyPath<Root, Value> & Sendable, _ what: String,
        _ condition: @escaping @Sendable (Value) -> Bool
    ) -> ReplyCheck {
        let member = MemberReading(path)
        var check = ReplyCheck("json \(name(of: path)) \(what)", needs: .body) { reply, _ in
            let found = try member.value(in: reply.decoded(as: Root.self))
            return condition(found) ? nil : "it is \(found)"
        }
        check.subject = name(of: path)
        return check
    }

    /// `id`, or the type where the member has no name.
    private static func name<Root, Value>(of path: KeyPath<Root, Value>) -> String {
        let name = SlotMember.name(of: path)
        return name == SlotMember.unnamed ? "a member of \(Root.self)" : String(name.dropFirst())
    }
}

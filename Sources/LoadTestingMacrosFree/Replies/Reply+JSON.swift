extension Reply {
    /// Decodes the body as JSON.
    ///
    /// - Throws: `DecodingError`; in a scenario the sample is then counted as failed, as `decode`.
    public func decode<Value: Decodable & Sendable>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        do {
            return try decoded(as: type)
        } catch {
            context?.fail(as: .decode, error: error, body: body)
            throw error
        }
    }

    /// Holds the reply against checks; one that fails makes the sample an error named after it.
    ///
    /// - Throws: ``CheckFailure`` for the first one that does not hold.
    public func check(_ checks: ReplyCheck...) throws { try check(checks) }

    package func check(_ checks: [ReplyCheck]) throws {
        if checks.contains(where: { $0.statuses != nil }) { context?.statusWasChecked() }
        for check in checks {
            guard let reason = problem(with: check) else { continue }
            let failure = CheckFailure(check: check.name, reason: reason)
            context?.fail(as: .check(check.name), error: failure, body: body)
            throw failure
        }
    }

    private func problem(with check: ReplyCheck) -> String? {
        if let invalid = check.invalid { return invalid }
        var values: [any Sendable] = []
        for slot in check.slots {
            guard let value = context?.value(of: slot.key) else {
                return "the slot \(slot.name) is empty"
            }
            values.append(value)
        }
        do {
            return try check.problem(self, values)
        } catch {
            return context?.text(of: error, body: body) ?? "\(error)"
        }
    }

    package func decoded<Value: Decodable & Sendable>(as type: Value.Type) throws -> Value {
        try json { try Value(from: $0) }
    }

    /// Lets a closure decode the body.
    package func json<Value: Sendable>(
        _ decode: (any Decoder) throws -> Value
    ) throws -> Value {
        let value = try readJSON(body) { try decode($0) }
        guard let value = value as? Value else {
            throw CheckFailure(check: "decode", reason: "\(value) is no \(Value.self)")
        }
        return value
    }
}

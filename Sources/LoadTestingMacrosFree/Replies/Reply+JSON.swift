extension Reply {
    /// Decodes the body as JSON.
    ///
    /// - Throws: `DecodingError`, or ``CheckFailure`` for a body in an encoding that is not known;
    ///   in a scenario the sample is then counted as failed, as `decode`.
    public func decode<Value: Decodable & Sendable>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        do {
            return try decoded(as: type)
        } catch {
            context?.fail(as: .decode, error: error, body: content)
            throw error
        }
    }

    /// Checks the reply; a check that fails makes the sample an error named after it.
    ///
    /// - Throws: ``CheckFailure`` for the first one that does not hold.
    public func check(_ checks: ReplyCheck...) throws { try check(checks) }

    package func check(_ checks: [ReplyCheck]) throws {
        if checks.contains(where: { $0.statuses != nil }) { context?.statusWasChecked() }
        for check in checks {
            guard let reason = problem(with: check) else {
                context?.checksPassed(1)
                continue
            }
            let failure = CheckFailure(check: check.name, reason: reason)
            context?.fail(as: .check(check.name), error: failure, body: content)
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
            return try finding(of: check.problem, values)
        } catch {
            return context?.text(of: error, body: content) ?? "\(error)"
        }
    }

    /// The mismatch that a check finds in the reply, or the problem of its body, when the check
    /// reads one that can't be decoded.
    package func finding(
        of problem: ReplyCheck.Mismatch, _ values: [any Sendable]
    ) throws -> String? {
        let found: String?
        do {
            found = try problem(self, values)
        } catch {
            if let misreading = context?.takeMisreading() { return misreading }
            throw error
        }
        return context?.takeMisreading() ?? found
    }

    /// The value that a capture takes out of the reply; throws when it reads a body that can't be
    /// decoded.
    package func captured(
        by take: (Reply) throws -> any Sendable
    ) throws -> any Sendable {
        let value: any Sendable
        do {
            value = try take(self)
        } catch {
            throw context?.takeMisreading().map { CaptureFailure($0) } ?? error
        }
        if let misreading = context?.takeMisreading() { throw CaptureFailure(misreading) }
        return value
    }

    package func decoded<Value: Decodable & Sendable>(as type: Value.Type) throws -> Value {
        if let contentProblem {
            context?.misread(contentProblem)
            throw CheckFailure(check: "decode", reason: contentProblem)
        }
        // `Value(from:)` would make an object of a `Decimal`.
        return try json(body) { try $0.singleValueContainer().decode(Value.self) }
    }

    /// Lets a closure decode bytes.
    func json<Value: Sendable>(
        _ bytes: [UInt8], _ decode: (any Decoder) throws -> Value
    ) throws -> Value {
        // Not an optional: its type would be looked up at run time, for each reply.
        let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        defer { memory.deallocate() }
        var isDecoded = false
        defer { if isDecoded { memory.deinitialize(count: 1) } }
        try reading.decode(bytes) {
            let value = try decode($0)
            if isDecoded { memory.deinitialize(count: 1) }
            memory.initialize(to: value)
            isDecoded = true
        }
        precondition(isDecoded, "a reading neither decoded nor threw")
        return memory.pointee
    }
}

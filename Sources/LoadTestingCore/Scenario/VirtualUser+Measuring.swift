import LoadTestingMacrosFree

extension VirtualUser {
    /// Measures any code as a sample: a database query, a gRPC call.
    ///
    /// ```swift
    /// let rows = try await user.sample("query") { try await database.rows(of: user.id) }
    /// ```
    ///
    /// The sample is counted among the requests. It fails when the code throws, as `script` with
    /// the error's text, and when a check does not hold.
    ///
    /// - Parameters:
    ///   - label: its name in every table.
    ///   - tags: names under which samples of several labels are measured together.
    ///   - checks: conditions on the value.
    ///   - body: the code to measure. It must not block.
    /// - Returns: the result of the code.
    /// - Throws: the error of the code, ``CheckFailure``, or `CancellationError` after the end of
    ///   the load.
    @discardableResult
    public nonisolated(nonsending) func sample<Value: Sendable>(
        _ label: String, tagged tags: String..., checks: ValueCheck<Value>...,
        body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let begin = try await host.beginSample(of: self)
        var counts = CheckCounts()
        do {
            let value = try await body()
            try Self.check(value, checks, counts: &counts)
            await host.endSample(
                label, tags: tags, from: begin, error: nil, checks: counts, of: self)
            return value
        } catch {
            await host.endSample(
                label, tags: tags, from: begin, error: error, checks: counts, of: self)
            throw error
        }
    }

    private static func check<Value>(
        _ value: Value, _ checks: [ValueCheck<Value>], counts: inout CheckCounts
    ) throws {
        for check in checks {
            guard check.holds(value) else {
                counts.failed += 1
                throw CheckFailure(check: check.name, reason: "it is \(value)")
            }
            counts.passed += 1
        }
    }

    /// Measures several steps together, in a row of their own.
    ///
    /// It fails when the steps throw or a sample in them fails. It is no request: totals count the
    /// requests in it once.
    ///
    /// - Parameters:
    ///   - name: the row's label.
    ///   - tags: tags of the row, not of the requests in it.
    ///   - includesPauses: whether `pause(_:)` is part of its time. Default false.
    ///   - body: the steps.
    @discardableResult
    public nonisolated(nonsending) func transaction<Value: Sendable>(
        _ name: String, tagged tags: String..., includesPauses: Bool = false,
        body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let before = progress
        var span = ScenarioSpan(
            name: name, tags: tags, start: host.now, end: 0,
            isFirst: before.exchanges == 0 && before.pausedNanoseconds == 0,
            exchangesBefore: before.exchanges, failuresBefore: before.failures)
        do {
            let value = try await body()
            await end(span, before, includesPauses: includesPauses)
            return value
        } catch {
            span.error = error
            await end(span, before, includesPauses: includesPauses)
            throw error
        }
    }

    private nonisolated(nonsending) func end(
        _ span: ScenarioSpan, _ before: Counts, includesPauses: Bool
    ) async {
        let after = progress
        let paused = includesPauses ? 0 : after.pausedNanoseconds - before.pausedNanoseconds
        var span = span
        span.end = max(span.start, host.now - paused)
        await host.count(span, of: self)
    }

    /// Waits for a think time, which is in no row's time.
    ///
    /// - Throws: `CancellationError` when the load ends meanwhile.
    public nonisolated(nonsending) func pause(_ duration: Duration) async throws {
        try await host.pause(nanoseconds: max(0, duration.wholeNanoseconds), of: self)
    }

    /// Waits for a time drawn evenly from a range.
    ///
    /// - Throws: `CancellationError` when the load ends meanwhile.
    public nonisolated(nonsending) func pause(_ range: ClosedRange<Duration>) async throws {
        let bounds = range.lowerBound.wholeNanoseconds...range.upperBound.wholeNanoseconds
        let nanoseconds = RandomDraw.integer(in: bounds, bits: await host.drawBits(of: self))
        try await host.pause(nanoseconds: max(0, nanoseconds), of: self)
    }

    /// A whole number drawn evenly from a range, from the plan's seed.
    public nonisolated(nonsending) func random(in range: ClosedRange<Int>) async -> Int {
        Int(
            RandomDraw.integer(
                in: Int64(range.lowerBound)...Int64(range.upperBound),
                bits: await host.drawBits(of: self)))
    }
}

/// A condition on a value that a scenario measured.
public struct ValueCheck<Value: Sendable>: Sendable {
    let name: String
    let holds: @Sendable (Value) -> Bool

    /// A condition of your own.
    ///
    /// - Parameters:
    ///   - name: the name of the error when it does not hold.
    ///   - condition: takes the value.
    public static func that(
        _ name: String, _ condition: @escaping @Sendable (Value) -> Bool
    ) -> ValueCheck {
        ValueCheck(name: name, holds: condition)
    }
}

public import LoadTestingMacrosFree

extension VirtualUser {
    /// Sends a request as in a plan, with its checks and captures.
    ///
    /// ```swift
    /// let reply = try await user.send(HTTPGet("/me").named("me").check(.status(200)))
    /// ```
    ///
    /// Values interpolated into the path stand in the label as `{}`, so that ids don't explode the
    /// tables: `GET /items/{}`.
    ///
    /// - Returns: the reply, whatever its status; 400 and above, and a redirect that was not
    ///   followed, is an error in the report unless a status check says otherwise.
    /// - Throws: ``RequestError`` when there was no reply, ``CheckFailure`` when a check does not
    ///   hold, `CancellationError` after the end of the load.
    @discardableResult
    public nonisolated(nonsending) func send(_ request: some HTTPStep) async throws -> Reply {
        try await host.exchange(ScenarioCall(request.sampler), of: self)
    }

    /// Sends `GET`.
    @discardableResult
    public nonisolated(nonsending) func get(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(HTTPGet(path, query: query, headers: headers, timeout: timeout))
    }

    /// Sends `HEAD`.
    @discardableResult
    public nonisolated(nonsending) func head(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(HTTPHead(path, query: query, headers: headers, timeout: timeout))
    }

    /// Sends `POST`.
    @discardableResult
    public nonisolated(nonsending) func post(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        body: HTTPBody = .none, timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(
            HTTPPost(path, query: query, headers: headers, body: body, timeout: timeout))
    }

    /// Sends `POST` with a value as JSON.
    @discardableResult
    public nonisolated(nonsending) func post(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        json value: some Encodable & Sendable, timeout: Duration? = nil
    ) async throws -> Reply {
        try await post(path, query: query, headers: headers, body: .json(value), timeout: timeout)
    }

    /// Sends `PUT`.
    @discardableResult
    public nonisolated(nonsending) func put(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        body: HTTPBody = .none, timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(
            HTTPPut(path, query: query, headers: headers, body: body, timeout: timeout))
    }

    /// Sends `PUT` with a value as JSON.
    @discardableResult
    public nonisolated(nonsending) func put(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        json value: some Encodable & Sendable, timeout: Duration? = nil
    ) async throws -> Reply {
        try await put(path, query: query, headers: headers, body: .json(value), timeout: timeout)
    }

    /// Sends `PATCH`.
    @discardableResult
    public nonisolated(nonsending) func patch(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        body: HTTPBody = .none, timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(
            HTTPPatch(path, query: query, headers: headers, body: body, timeout: timeout))
    }

    /// Sends `PATCH` with a value as JSON.
    @discardableResult
    public nonisolated(nonsending) func patch(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        json value: some Encodable & Sendable, timeout: Duration? = nil
    ) async throws -> Reply {
        try await patch(path, query: query, headers: headers, body: .json(value), timeout: timeout)
    }

    /// Sends `DELETE`.
    @discardableResult
    public nonisolated(nonsending) func delete(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        timeout: Duration? = nil
    ) async throws -> Reply {
        try await send(HTTPDelete(path, query: query, headers: headers, timeout: timeout))
    }
}

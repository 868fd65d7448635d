import LoadTestingMacrosFree

/// Turns requests of a plan or a scenario into requests of a program, or reports their problems.
package struct RequestCompiler: Sendable {
    /// The target that paths are appended to; `nil` when it was refused.
    let target: TargetAddress?
    package private(set) var origins: [TargetAddress]
    var registry = ProgramRegistry()
    package var problems: [Problem] = []

    init(target: TargetAddress?) {
        self.target = target
        origins = target.map { [$0] } ?? []
    }

    /// The slots known so far, by number.
    package var slots: [SlotKey] { registry.slots }

    /// The number of a server, a new one where it was not known.
    private mutating func number(of origin: TargetAddress) -> Int32 {
        if let number = origins.firstIndex(of: origin) { return Int32(number) }
        origins.append(origin)
        return Int32(origins.count - 1)
    }

    /// Compiles a request; `nil` with problems reported when it can't be sent.
    ///
    /// - Parameters:
    ///   - label: the number of its row.
    ///   - defaults: the defaults of group and plan.
    package mutating func compile(
        _ sampler: HTTPSampler, label: Int32, defaults: SamplerDefaults
    ) -> ProgramRequest? {
        let defaults = defaults.http
        let before = problems.count
        let settings = sampler.settings.over(defaults.settings)
        check(sampler, settings: settings)
        let body = body(of: sampler)
        guard let (origin, url) = url(of: sampler, basePath: defaults.basePath ?? "") else {
            return nil
        }
        var request = ProgramRequest(
            label: label, method: sampler.method, url: url, headers: [], body: body.content,
            timeoutMilliseconds: Int(
                max(1, settings.effectiveTimeout.wholeNanoseconds / 1_000_000)),
            origin: number(of: origin))
        request.headers = headers(
            of: sampler, defaults: defaults, body: body, settings: settings)
        request.authorization = authorization(settings.authorization)
        request.redirects = settings.redirects ?? .none
        request.compression = settings.compression ?? false
        request.isAlone = defaults.connection == .perRequest
        request.sampler = registry.sampler(sampler, label: label)
        if let limit = settings.bodyLimit { request.reply.bodyLimit = limit }
        request.transport = settings.transport
        if settings.transport == .direct, let obstacle = request.directObstacle {
            report(
                .invalidPlan,
                "\"\(sampler.label.printable)\" can't be sent directly: \(obstacle)",
                "leave out .transport(.direct)")
        }
        return problems.count == before ? request : nil
    }

    private mutating func authorization(_ wanted: HTTPAuthorization?) -> ProgramAuthorization? {
        switch wanted?.scheme {
        case .basic(let user, let password):
            ProgramAuthorization(
                scheme: .basic, user: text(user, .plain), password: text(password, .plain))
        case .digest(let user, let password):
            ProgramAuthorization(
                scheme: .digest, user: text(user, .plain), password: text(password, .plain))
        case .bearer, .some(.none), nil: nil
        }
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        problems.report(code, message, remedy)
    }
}

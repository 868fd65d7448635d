import Foundation
import LoadTestingMacrosFree

/// Turns requests of a plan or a scenario into requests of a program, or says what is wrong.
package struct RequestCompiler: Sendable {
    /// Where paths are appended; `nil` when the target itself was refused.
    let target: TargetAddress?
    package private(set) var origins: [TargetAddress]
    package private(set) var slots: [SlotKey] = []
    private var slotNumbers: [SlotKey: Int32] = [:]
    package private(set) var failures: [ReplyFailure] = []
    private var failureNumbers: [ReplyFailure: Int32] = [:]
    package var problems: [LoadTestError.Problem] = []

    init(target: TargetAddress?) {
        self.target = target
        origins = target.map { [$0] } ?? []
    }

    /// The number of a slot, a new one where it was not known.
    package mutating func number(of slot: SlotKey) -> Int32 {
        if let number = slotNumbers[slot] { return number }
        slotNumbers[slot] = Int32(slots.count)
        slots.append(slot)
        return Int32(slots.count - 1)
    }

    /// The number of what a reply can be found wanting in, a new one where it was not known.
    mutating func number(of failure: ReplyFailure) -> Int32 {
        if let number = failureNumbers[failure] { return number }
        failureNumbers[failure] = Int32(failures.count)
        failures.append(failure)
        return Int32(failures.count - 1)
    }

    /// The number of a server, a new one where it was not known.
    private mutating func number(of origin: TargetAddress) -> Int32 {
        if let number = origins.firstIndex(of: origin) { return Int32(number) }
        origins.append(origin)
        return Int32(origins.count - 1)
    }

    /// Compiles a request; `nil` with problems reported when it can't be sent.
    ///
    /// - Parameters:
    ///   - label: the number of its label.
    ///   - defaults: what group and plan say.
    package mutating func compile(
        _ sampler: HTTPSampler, label: Int32, defaults: HTTPDefaults
    ) -> ProgramRequest? {
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
        request.reply = rules(of: sampler, bodyLimit: settings.bodyLimit)
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

    private mutating func rules(of sampler: HTTPSampler, bodyLimit: Int?) -> ProgramReplyRules {
        var rules = ProgramReplyRules()
        rules.bodyLimit = bodyLimit ?? rules.bodyLimit
        for check in sampler.checks.map(\.withoutSecrets) {
            rules.needs.formUnion(check.needs)
            let failure = number(of: .check(check.name))
            if let statuses = check.statuses {
                rules.statuses.append(ProgramStatusCheck(ranges: statuses, failure: failure))
            } else {
                rules.checks.append(
                    ProgramCheck(
                        slots: check.slots.map { read($0) }, problem: check.problem,
                        failure: failure))
            }
        }
        for capture in sampler.captures.map(\.withoutSecrets) {
            rules.needs.formUnion(capture.needs)
            rules.captures.append(
                ProgramCapture(
                    slot: number(of: capture.slot), value: capture.value,
                    failure: number(of: .capture(capture.name)), isSecret: capture.isSecret))
        }
        return rules
    }

    mutating func read(_ slot: SlotText) -> ProgramSlotRead {
        ProgramSlotRead(slot: number(of: slot.key), name: slot.name)
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        let problem = LoadTestError.Problem(code, message, remedy: remedy)
        if !problems.contains(problem) { problems.append(problem) }
    }
}

import LoadTestingMacrosFree

/// The rules by which the answer to one request is a success: its status, its body, checks and
/// captures, for steps of a plan and for calls of scenarios alike.
///
/// A class so that a loop reaches it without counting references of its parts.
final class ReplyJudgement {
    /// The label of the request's samples.
    let label: Int32
    private let statusRule: StatusRule
    private let followsRedirects: Bool
    private let rules: ProgramReplyRules
    /// Looks at the body that may spare all checks; `nil` where one of them needs the reply.
    private let looks: [ReplyCheck.Look]?
    /// Whether the status alone does not decide.
    let readsReply: Bool
    /// The captures that fill slots, for transcripts.
    var captures: [ProgramCapture] { rules.captures }

    init(_ request: ProgramRequest) {
        label = request.label
        statusRule = StatusRule(isConditional: request.isConditional)
        followsRedirects = request.redirects.limit > 0
        rules = request.reply
        let looks = rules.checks.compactMap(\.isMet)
        self.looks = looks.count == rules.checks.count ? looks : nil
        allChecks = CheckCounts(passed: rules.statuses.count + rules.checks.count)
        readsReply = request.reply.readsReply || !request.reply.needs.isEmpty
    }

    /// Whether an end is a success without reading the reply: the common case.
    ///
    /// False where a reply has to be made for checks, captures or a scenario.
    func isPlainSuccess(_ end: ExchangeEnd) -> Bool {
        end.cause == nil && !readsReply && !end.hasUnreadableBody && accepts(end.status)
    }

    /// Whether checks of the status decide about it.
    var checksStatus: Bool { !rules.statuses.isEmpty }

    /// Whether a status is no error: all checks of the status accept it, or the rule does where
    /// there are none.
    private func accepts(_ status: Int32) -> Bool {
        rules.statuses.isEmpty
            ? statusRule.cause(of: Int(status)) == nil : failedCheck(of: status) == nil
    }

    /// The checks of a reply that is a success: all of them.
    let allChecks: CheckCounts

    /// The checks made until one, by its place among all, does not hold.
    private func checks(until place: Int) -> CheckCounts { CheckCounts(passed: place, failed: 1) }

    private func failedCheck(of status: Int32) -> Int? {
        rules.statuses.firstIndex { check in !check.ranges.contains { $0.contains(Int(status)) } }
    }

    /// The reason that there is no answer, or none that can be read; `nil` when there is one,
    /// whatever its status.
    ///
    /// - Parameter labels: the names of labels by number.
    func failure(
        of end: ExchangeEnd, labels: @autoclosure () -> [String]
    ) -> ExchangeFailure? {
        guard let cause = end.cause else {
            // A status that is itself a failure says more.
            guard end.hasUnreadableBody, accepts(end.status) else { return nil }
            return ExchangeFailure(cause: .decode, reason: end.details.explanation)
        }
        var reason = end.details.explanation
        if let before = end.details.labelBefore {
            reason +=
                "; it may belong to the answer before on this connection, to"
                + " \(labels()[Int(before)])"
        }
        return ExchangeFailure(cause: cause, reason: reason)
    }

    /// The reason that the status of an answer is a failure, `nil` when it is none.
    func statusFailure(
        of end: ExchangeEnd, failures: [ReplyFailure]
    ) -> ExchangeFailure? {
        guard rules.statuses.isEmpty else {
            return failedCheck(of: end.status).map { place in
                ExchangeFailure(
                    cause: FailureCause(failures[Int(rules.statuses[place].failure)]),
                    reason: "the status is \(end.status)", checks: checks(until: place))
            }
        }
        let status = Int(end.status)
        guard let cause = statusRule.cause(of: status) else { return nil }
        guard cause == .redirect(status: status) else {
            return ExchangeFailure(cause: cause, reason: end.details.statusNote)
        }
        let reason = StatusRule.reason(
            ofRedirect: status, to: end.details.redirectURL, from: end.details.url,
            follows: followsRedirects)
        return ExchangeFailure(cause: cause, reason: reason)
    }

    /// The reason that the answer to a step of a plan is a failure, by its status, then by checks
    /// and captures in their order; `nil` for a success, which has filled its slots.
    func failure(
        of end: ExchangeEnd, since start: Int64, slots: SlotMemory,
        failures: [ReplyFailure]
    ) -> ExchangeFailure? {
        if let failure = statusFailure(of: end, failures: failures) { return failure }
        guard rules.readsReply else { return nil }
        if end.isCut {
            return ExchangeFailure(
                cause: .reset, reason: "the connection broke behind the status")
        }
        let meetsChecks = meetsChecks(end)
        if meetsChecks, rules.captures.isEmpty { return nil }
        var reply = end.details.reply(
            duration: .nanoseconds(end.instant - start), reading: .standard)
        if reply.contentProblem != nil { reply.context = PlanReplyContext() }
        for (place, check) in rules.checks.enumerated() where !meetsChecks {
            if let reason = reason(against: check, reply, slots) {
                return ExchangeFailure(
                    cause: FailureCause(failures[Int(check.failure)]), reason: reason,
                    checks: checks(until: rules.statuses.count + place))
            }
        }
        for capture in rules.captures {
            do {
                slots[capture.slot] = try reply.captured(by: capture.value)
            } catch {
                slots[capture.slot] = nil
                return ExchangeFailure(
                    cause: FailureCause(failures[Int(capture.failure)]),
                    reason: Self.text(of: error, in: reply), checks: allChecks)
            }
        }
        return nil
    }

    /// Whether a look at the body is enough to know that all checks hold.
    private func meetsChecks(_ end: ExchangeEnd) -> Bool {
        guard let looks, !looks.isEmpty, let body = end.details.readableBody else { return false }
        return looks.allSatisfy { $0(body) }
    }

    private func reason(
        against check: ProgramCheck, _ reply: Reply, _ slots: SlotMemory
    ) -> String? {
        var values: [any Sendable] = []
        for read in check.slots {
            guard let value = slots[read.slot] else { return "the slot \(read.name) is empty" }
            values.append(value)
        }
        do {
            return try reply.finding(of: check.problem, values)
        } catch {
            return Self.text(of: error, in: reply)
        }
    }

    private static func text(of error: any Error, in reply: Reply) -> String {
        DecodingProblem(error, in: reply.content).text
    }
}

extension FailureCause {
    /// The cause by which a reply's failure is counted.
    init(_ failure: ReplyFailure) {
        switch failure {
        case .check(let name): self = .check(name)
        case .capture(let slot): self = .capture(slot)
        case .decode: self = .decode
        }
    }
}

import LoadTestingMacrosFree

/// The commands of scenarios, on the loop's thread.
extension ScenarioScheduler {
    func perform(_ command: ScenarioCommand) {
        switch command {
        case .exchange(let call, let user, let continuation):
            guard let run = admitted(user) else {
                return continuation.resume(throwing: CancellationError())
            }
            exchange(WaitingCall(call: call, continuation: continuation), of: run)
        case .pause(let nanoseconds, let user, let continuation):
            guard admitted(user) != nil else {
                return continuation.resume(throwing: CancellationError())
            }
            pause(nanoseconds, user, continuation)
        case .drawBits(let user, let continuation):
            let isHere = run(user.token) != nil
            continuation.resume(
                returning: isHere
                    ? users[user.token.user].pointee.frame.drawBits(seed: context.code.seed) : 0)
        case .beginSample(let user, let continuation):
            guard let run = admitted(user) else {
                return continuation.resume(throwing: CancellationError())
            }
            run.openSamples += 1
            let now = context.now
            continuation.resume(
                returning: SampleBegin(due: now - run.takeLateness(), start: now))
        case .endSample(let code, let user, let continuation):
            if let run = run(user.token) { end(code, of: run) }
            continuation.resume()
        case .count(let span, let user, let continuation):
            if let run = run(user.token) { count(span, of: run) }
            continuation.resume()
        case .record(let value, let user):
            guard run(user.token) != nil else { return }
            samples.record(value, by: users[user.token.user].pointee.frame)
        case .ended(let user, let error):
            if let run = run(user.token) { returned(run, error) }
        }
    }

    private func pause(
        _ nanoseconds: Int64, _ user: VirtualUser,
        _ continuation: CheckedContinuation<Void, any Error>
    ) {
        let scaled = Int64(
            min(Double(nanoseconds) * context.program.pauseScale, Double(Int64.max / 4)))
        let now = context.now
        user.count { $0.pause(from: now, until: now + scaled) }
        add(.pause(user.token, continuation), until: now + scaled)
    }

    /// Counts code that was measured.
    private func end(_ code: MeasuredCode, of run: ScenarioRun) {
        run.openSamples -= 1
        // It has completed; now the rest of the scenario has to.
        if run.isEnding { run.cancelUnlessMeasuring() }
        guard !wasEnded(run, by: code.error) else { return }
        let user = users[run.user.token.user]
        let cause = code.error.map(FailureCause.init(thrown:))
        run.user.count {
            $0.exchanges += 1
            $0.failures += cause == nil ? 0 : 1
        }
        samples.count(samples.sample(of: code, cause: cause, by: user.pointee.frame))
        user.pointee.frame.count(isFailed: cause != nil)
        user.pointee.frame.hasSent()
        guard let cause, let error = code.error else { return }
        samples.keepExample(
            ExchangeFailure(cause: cause, reason: "\(error)"), label: code.label,
            request: code.label, at: code.end)
    }

    /// Counts a transaction.
    private func count(_ span: ScenarioSpan, of run: ScenarioRun) {
        flush(run)
        guard !wasEnded(run, by: span.error) else { return }
        let progress = run.user.progress
        let failed = span.error != nil || progress.failures > span.failuresBefore
        let measured = TransactionSpan(
            label: samples.number(
                of: span.name, tags: span.tags, .transaction,
                by: users[run.user.token.user].pointee.frame),
            due: span.start - (span.isFirst ? run.lateness : 0), start: span.start, end: span.end,
            isFailed: failed, parts: Int64(progress.exchanges - span.exchangesBefore),
            failedParts: Int64(progress.failures - span.failuresBefore))
        users.count(measured, cause: failed ? .transaction : nil, of: run.user.token.user)
    }
}

extension FailureCause {
    /// The cause by which an error of a scenario is counted.
    init(thrown error: any Error) {
        switch error {
        case let failure as CheckFailure: self = .check(failure.check)
        case let failure as RequestError: self = failure.cause
        case is CancellationError: self = .cancelled
        case is DecodingError: self = .decode
        default: self = .script
        }
    }
}

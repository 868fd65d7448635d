import LoadTestingMacrosFree

/// The measurements of one loop since the last interval: the one place where samples and records of
/// failed exchanges are made.
final class LoopSamples {
    private let context: LoopContext
    private let pool: RecorderPool
    private(set) var recorder: Recorder
    private var examples: [FailedExchange] = []
    private var exampleChoice = ExampleChoice()
    /// Names of counters and gauges that this loop has met.
    private var customNames: Set<String> = []
    private var transcripts: [ExchangeTranscript] = []
    /// By group.
    var loads: [LoopLoad]
    /// The active users of each group.
    private let activeUsers: UnsafeMutablePointer<Int32>
    private var allActiveUsers: Int32 = 0

    private var names: SampleNames { context.shared.names }

    init(_ context: LoopContext, pool: RecorderPool) {
        self.context = context
        self.pool = pool
        recorder = pool.take()
        loads = context.program.groups.map(LoopLoad.init)
        activeUsers = .allocate(capacity: max(1, context.program.groups.count))
        activeUsers.initialize(repeating: 0, count: max(1, context.program.groups.count))
    }

    deinit { activeUsers.deallocate() }

    /// The labels of all rows by number.
    var labels: [String] { names.labels }

    /// The number of the row of a label and its tags in the user's group.
    func number(
        of label: String, tags: [String] = [], _ kind: SampleRow.Kind = .requests,
        by frame: UserFrame
    ) -> Int32 {
        names.number(
            of: SampleRow(
                label: label, group: frame.group, tags: Set(tags).sorted(), kind: kind))
    }

    // MARK: - Samples

    /// Describes an exchange that has ended.
    func sample(
        of exchange: Exchange, _ end: ExchangeEnd, cause: FailureCause?,
        checks: CheckCounts = CheckCounts(), by frame: UserFrame
    ) -> Sample {
        var sample = sample(
            exchange.label, by: frame, due: exchange.due, start: exchange.start,
            end: end.instant, cause: cause)
        sample.received = end.received
        sample.sent = end.sent
        sample.status = Int16(truncatingIfNeeded: end.status)
        sample.request = exchange.request
        sample.openedConnection = end.openedConnection
        sample.resent = end.wasResent
        sample.isArrival = frame.isArrival
        sample.own = end.own
        sample.own.start = frame.ownDelay(due: exchange.due, start: exchange.start)
        sample.times = end.times
        sample.count(checks)
        return sample
    }

    /// Describes a request that could not be made.
    func unsent(
        _ label: Int32, by frame: UserFrame, _ failure: ExchangeFailure, due: Int64,
        at instant: Int64
    ) -> Sample {
        sample(
            label, by: frame, due: due, start: instant, end: instant, cause: failure.cause)
    }

    /// Describes a transaction, or a scenario's run.
    func sample(of span: TransactionSpan, cause: FailureCause?, by frame: UserFrame) -> Sample {
        var sample = sample(
            span.label, by: frame, due: span.due, start: span.start,
            end: max(span.start, span.end), cause: cause)
        sample.own = span.own
        sample.parts = Int32(truncatingIfNeeded: span.parts)
        sample.failedParts = Int32(truncatingIfNeeded: span.failedParts)
        return sample
    }

    /// Describes code that a scenario has measured.
    func sample(of code: MeasuredCode, cause: FailureCause?, by frame: UserFrame) -> Sample {
        let (due, start) = (code.begin.due, code.begin.start)
        var sample = sample(
            number(of: code.label, tags: code.tags, by: frame), by: frame, due: due, start: start,
            end: max(start, code.end), cause: cause)
        sample.isArrival = frame.isArrival
        sample.own.start = frame.ownDelay(due: due, start: start)
        sample.count(code.checks)
        return sample
    }

    private func sample(
        _ label: Int32, by frame: UserFrame, due: Int64, start: Int64, end: Int64,
        cause: FailureCause?
    ) -> Sample {
        Sample(
            label: label, group: frame.group, user: frame.id, iteration: frame.iteration,
            due: due, start: start, end: end, received: 0, sent: 0, status: 0,
            cause: cause.map { names.code(of: $0) } ?? 0, openedConnection: false, resent: false)
    }

    /// Gives a sample another outcome, before it is counted.
    func fail(_ sample: inout Sample, as cause: FailureCause) {
        sample.cause = names.code(of: cause)
    }

    /// Counts a sample; one that ends after its group's load came in the drain.
    ///
    /// - Parameter url: the URL sent, without secrets; asked for where a listener wants it and the
    ///   request does not know it.
    func count(_ sample: Sample, url: @autoclosure () -> String = "") {
        var sample = sample
        sample.endedInDrain = sample.end > context.code.groups[Int(sample.group)].loadEnd
        sample.groupUsers = activeUsers[Int(sample.group)]
        sample.allUsers = allActiveUsers
        if context.program.recordsURLs, sample.request >= 0,
            !context.program.hasConstantURL(sample.request)
        {
            sample.url = recorder.keep(url())
        }
        recorder.record(sample)
    }

    /// A user has started, or ended.
    func countUser(of group: Int32, _ change: Int32) {
        activeUsers[Int(group)] += change
        allActiveUsers += change
    }

    /// Counts a value that a scenario hands over; takes no lock but at a name's first time.
    func record(_ value: CustomValue, by frame: UserFrame) {
        var value = value
        if !customNames.contains(value.name) {
            let name = names.admitted(custom: value.name)
            if name == value.name { customNames.insert(name) }
            value = value.named(name)
        }
        let now = context.now
        let loadEnd = context.code.groups[Int(frame.group)].loadEnd
        recorder.record(value, at: now, isInDrain: now > loadEnd)
    }

    /// Counts a pass of a `Pace` that came too late.
    func countOverrun() { recorder.overruns &+= 1 }

    // MARK: - Records of failures

    /// Keeps a failure as an example where there is room for one of its cause; its details are made
    /// then only.
    func keepExample(
        _ failure: ExchangeFailure, label: @autoclosure () -> String,
        request: @autoclosure () -> String, status: Int32 = 0, body: @autoclosure () -> String = "",
        at instant: Int64, secrets: @autoclosure () -> [SecretValue] = []
    ) {
        guard exampleChoice.wants(failure.cause) else { return }
        var example = FailedExchange(
            label: label(), request: request(), cause: failure.cause,
            status: status > 0 ? Int(status) : nil, explanation: failure.reason, body: body(),
            endNanoseconds: instant)
        example.secrets = secrets()
        examples.append(example)
    }

    /// Keeps a failed exchange as an example.
    func keepExample(
        of exchange: Exchange, _ end: ExchangeEnd, _ failure: ExchangeFailure,
        secrets: @autoclosure () -> [SecretValue]
    ) {
        keepExample(
            failure, label: labels[Int(exchange.label)], request: end.details.requestLine,
            status: end.status, body: end.details.bodyExample, at: end.instant,
            secrets: secrets())
    }

    func keep(_ transcript: ExchangeTranscript, _ failure: ExchangeFailure?) {
        var transcript = transcript
        transcript.cause = failure?.cause
        transcript.reason = failure?.reason ?? ""
        transcripts.append(transcript)
    }

    // MARK: - Interval

    /// Counts what a transport has counted itself.
    func count(_ counts: TransportCounts) {
        recorder.idleClosed &+= counts.idleClosed
        recorder.generalExchanges &+= counts.generalExchanges
        for label in counts.strayLabels { recorder.recordStray(behind: label) }
    }

    /// Takes the measurements; an empty recorder takes their place.
    func take() -> (
        recorder: Recorder, examples: [FailedExchange], transcripts: [ExchangeTranscript]
    ) {
        defer {
            recorder = pool.take()
            examples = []
            transcripts = []
        }
        return (recorder: recorder, examples: examples, transcripts: transcripts)
    }
}

/// Measures the rows of JTL files as if they were a run's samples.
///
/// Bounded in memory: rows are kept until there are half a million, then counted by second. They
/// may come in any order.
final class ImportMeasurement {
    /// The start of the earliest row, milliseconds since 1970.
    private(set) var earliest = Int64.max
    /// The rows that were passed on to it, less Transaction Controllers without a sample.
    private(set) var rows = 0
    /// The last samples of each label by number.
    private(set) var windows: [StatisticWindow] = []
    /// The last samples of all requests.
    private(set) var allWindow = StatisticWindow()
    /// The URL of the first row that has one.
    private(set) var firstURL = ""
    private(set) var names = ImportedNames()

    /// The start of the run; `nil` until it has to be known.
    private var zero: Int64?
    private var waiting: [ImportedSample] = []
    private var collector: Collector
    private let recorder: Recorder
    private var users = UsersBySecond()
    private var examples = ExampleChoice()
    private var failed: [FailedExchange] = []
    private var loads: [ImportedGroup] = []
    private var lastEnd = Int64.min

    private static let maxWaiting = 1 << 19

    /// - Parameter zero: the start of the run, milliseconds since 1970, where it is known.
    init(zero: Int64? = nil) {
        self.zero = zero
        recorder = Recorder(names: names.samples)
        collector = Collector(names: names.samples)
        waiting.reserveCapacity(1 << 12)
    }

    /// Whether a row began before the start of the run that others were counted by: all have to be
    /// read again.
    var beganEarlier: Bool { zero.map { earliest < $0 } ?? false }

    /// Takes a row.
    func add(_ row: borrowing JTLRecord) {
        guard !row.isEmptyTransaction else { return }
        rows += 1
        earliest = min(earliest, row.start)
        guard !beganEarlier else { return }
        let sample = sample(of: row)
        addToWindows(sample, isTransaction: row.isTransaction)
        addToLoad(sample, isRequest: !row.isTransaction)
        if sample.cause != 0 { keepExample(of: row, sample) }
        if firstURL.isEmpty, !row.url.isEmpty { firstURL = row.url.text }
        waiting.append(sample)
        if waiting.count >= Self.maxWaiting { count() }
    }

    private func sample(of row: borrowing JTLRecord) -> ImportedSample {
        let status = row.responseCode.number.flatMap { (100..<1_000).contains($0) ? $0 : nil } ?? 0
        return ImportedSample(
            start: row.start, elapsed: Int32(row.elapsed),
            latency: Int32(truncatingIfNeeded: min(row.latency, Int64(Int32.max))),
            connect: Int32(truncatingIfNeeded: min(row.connect, Int64(Int32.max))),
            received: min(row.received, 1 << 40), sent: min(row.sent, 1 << 40),
            label: names.label(of: row),
            group: names.group(of: row), cause: row.succeeded ? 0 : names.cause(of: row),
            status: row.isTransaction ? 0 : Int16(status),
            users: Int32(truncatingIfNeeded: min(row.allUsers, 1 << 30)))
    }

    private func addToWindows(_ sample: ImportedSample, isTransaction: Bool) {
        while windows.count <= Int(sample.label) { windows.append(StatisticWindow()) }
        windows[Int(sample.label)].add(sample.elapsed)
        if !isTransaction { allWindow.add(sample.elapsed) }
    }

    private func addToLoad(_ sample: ImportedSample, isRequest: Bool) {
        while loads.count <= Int(sample.group) { loads.append(ImportedGroup()) }
        let end = sample.start + Int64(sample.elapsed)
        loads[Int(sample.group)].add(start: sample.start, end: end, isRequest: isRequest)
        lastEnd = max(lastEnd, end)
    }

    private func keepExample(of row: borrowing JTLRecord, _ sample: ImportedSample) {
        let cause = names.samples.cause(of: sample.cause)
        guard !row.isTransaction, examples.wants(cause) else { return }
        let failure = row.failureMessage.isEmpty ? row.responseMessage : row.failureMessage
        failed.append(
            FailedExchange(
                label: row.label.text, request: row.url.isEmpty ? row.label.text : row.url.text,
                cause: cause, status: sample.status > 0 ? Int(sample.status) : nil,
                explanation: failure.text, body: "",
                endNanoseconds: sample.start + Int64(sample.elapsed)))
    }

    /// Counts the waiting rows, a second at a time.
    private func count() {
        let zero = zero ?? earliest
        self.zero = zero
        var order = waiting.indices.map { (waiting[$0].second(from: zero), Int32($0)) }
        order.sort { $0 < $1 }
        var place = 0
        while place < order.count {
            let second = order[place].0
            while place < order.count, order[place].0 == second {
                let sample = waiting[Int(order[place].1)]
                users.add(Int(sample.users), in: second)
                recorder.record(sample.measured(from: zero))
                place += 1
            }
            let taken = recorder.takeAll()
            collector.add(
                second: second, labels: taken.labels, health: taken.health, activeUsers: 0)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Ends the run.
    func finish() -> RunSnapshot {
        count()
        let zero = zero ?? 0
        collector.add(
            examples: failed.map { example in
                var moved = example
                moved.endNanoseconds = (example.endNanoseconds - zero) * 1_000_000
                return moved
            })
        var snapshot = collector.finish(
            .complete, durationNanoseconds: max(0, lastEnd - zero) * 1_000_000)
        snapshot.groups = zip(names.groups, loads).map { $1.load(named: $0, from: zero) }
        users.fill(&snapshot)
        snapshot.facts.startNanoseconds = zero * 1_000_000
        snapshot.facts.plannedUsers = users.peak
        if users.peak > 0 { snapshot.findPlateau(within: []) }
        return snapshot
    }
}

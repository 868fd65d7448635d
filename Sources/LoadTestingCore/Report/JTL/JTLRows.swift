/// Makes rows of samples: remembers the texts of each label, cause and request, so that a row costs
/// little more than its digits.
struct JTLRows {
    private let names: JTLNames
    private let escaping: JTLEscaping
    private let threads: [(start: [UInt8], end: [UInt8])]
    private let urls: [[UInt8]]
    private var labels: [[UInt8]] = []
    private var isTransaction: [Bool] = []
    private var outcomes: [Outcome.Key: Outcome] = [:]
    /// By loop: the active users as of its latest sample.
    private var users: [LoopUserCounts] = []

    private struct LoopUserCounts {
        var groups: [Int32] = []
        var all: Int32 = 0
    }

    /// The texts of a status and a cause.
    private struct Outcome {
        struct Key: Hashable {
            var status: Int16
            var cause: Int16
        }

        var code: [UInt8]
        var message: [UInt8]
        var failure: [UInt8]

        init(status: Int, cause: FailureCause?, _ escaping: JTLEscaping) {
            let name = cause.map(\.description) ?? ""
            if status > 0 {
                code = escaping.field("\(status)")
                message = escaping.field(ReasonPhrase.of(status: status))
                // JMeter leaves it empty where the status says it.
                failure = status < 400 ? escaping.field(name) : []
            } else if cause == nil {
                (code, message, failure) = ([], [], [])
            } else {
                code = escaping.field("Non HTTP response code: \(name)")
                message = escaping.field("Non HTTP response message: \(name)")
                failure = []
            }
        }
    }

    init(_ names: JTLNames, _ escaping: JTLEscaping) {
        self.names = names
        self.escaping = escaping
        threads = names.groups.map { escaping.parts("\($0) 1-") }
        urls = names.urls.map(escaping.field)
    }

    /// Takes the names of a batch, which may be more than those of the one before.
    mutating func take(_ names: SampleNames) {
        let rows = names.rows
        guard rows.count > labels.count else { return }
        labels += rows[labels.count...].map { escaping.field($0.label) }
        isTransaction = rows.map { $0.kind == .transaction }
    }

    /// The row of a sample.
    ///
    /// - Parameters:
    ///   - loop: the number of the loop that sent it.
    ///   - texts: the texts of its batch.
    ///   - sampleNames: the names that ``take(_:)`` has taken.
    mutating func row(
        of sample: borrowing Sample, loop: Int, texts: SampleTexts, names sampleNames: SampleNames
    ) -> JTLRow {
        let group = Int(sample.group)
        let users = count(sample.groupUsers, sample.allUsers, of: group, loop: loop)
        let transaction = isTransaction[Int(sample.label)]
        let outcome = outcome(sample, sampleNames)
        let times = sample.times
        let connect = times.map { $0.lookup + $0.connect + $0.tls } ?? 0
        return JTLRow(
            timeStamp: (names.startNanoseconds + sample.start) / 1_000_000,
            elapsed: Self.milliseconds(sample.end - sample.start),
            label: labels[Int(sample.label)],
            code: transaction ? [] : outcome.code,
            message: transaction
                ? transactionMessage(sample.parts, sample.failedParts) : outcome.message,
            thread: threads[group], user: sample.user - names.firstUsers[group] + 1,
            hasAnswer: sample.status > 0, success: sample.cause == 0,
            failure: transaction ? [] : outcome.failure, received: sample.received,
            sent: sample.sent, groupUsers: users.group, allUsers: users.all,
            url: url(sample.request, sample.url, texts),
            latency: Self.milliseconds(times.map { connect + $0.send + $0.wait } ?? 0),
            connect: Self.milliseconds(connect))
    }

    /// Whole milliseconds, rounded to the nearest.
    private static func milliseconds(_ nanoseconds: Int64) -> Int64 {
        (nanoseconds + 500_000) / 1_000_000
    }

    /// The message by which JMeter's tools know a transaction.
    private func transactionMessage(_ parts: Int32, _ failed: Int32) -> [UInt8] {
        escaping.field(
            "Number of samples in transaction : \(parts), number of failing samples : \(failed)")
    }

    private mutating func outcome(
        _ sample: borrowing Sample, _ names: SampleNames
    ) -> Outcome {
        let key = Outcome.Key(status: sample.status, cause: sample.cause)
        if let known = outcomes[key] { return known }
        let outcome = Outcome(
            status: Int(sample.status),
            cause: sample.cause == 0 ? nil : names.cause(of: sample.cause), escaping)
        outcomes[key] = outcome
        return outcome
    }

    private func url(_ request: Int32, _ text: Int32, _ texts: SampleTexts) -> [UInt8] {
        if text >= 0 {
            let url = Redaction.secrets(inURL: String(decoding: texts[text], as: UTF8.self))
            return escaping.field(url)
        }
        return urls.indices.contains(Int(request)) ? urls[Int(request)] : []
    }

    /// The active users of a group and of all, of all loops.
    private mutating func count(
        _ group: Int32, _ all: Int32, of number: Int, loop: Int
    ) -> (group: Int64, all: Int64) {
        while users.count <= loop {
            users.append(
                LoopUserCounts(groups: [Int32](repeating: 0, count: names.groups.count)))
        }
        users[loop].groups[number] = group
        users[loop].all = all
        guard users.count > 1 else { return (group: Int64(group), all: Int64(all)) }
        return (
            group: users.reduce(0) { $0 + Int64($1.groups[number]) },
            all: users.reduce(0) { $0 + Int64($1.all) }
        )
    }
}

import LoadTestingMacrosFree

extension LoadTestResult {
    /// The remarks beside the figures as sentences; none after a dry run.
    package var remarks: [String] { foundRemarks.map(\.text) }
}

extension RunRemarks {
    /// The remarks as sentences.
    var lines: [String] { found.map(\.text) }
}

extension ExchangeRemarks {
    /// The remarks as sentences.
    var lines: [String] { found.map(\.text) }
}

extension UserReview {
    /// The remarks as sentences.
    var lines: [String] { remarks.map(\.text) }
}

extension RunRemark {
    /// The sentence.
    var text: String { sentence.printable }

    private var sentence: String {
        switch self {
        case .users(let waits, let group, let share): waits.text(of: group, others: share)
        case .answers(let answers, let label): answers.text(of: label)
        case .answersOfFurtherLabels(let answers, let count):
            answers.text(of: "\(NumberText.grouped(count)) further labels")
        case .resent(let counts, let all):
            "\(NumberText.grouped(counts.values.reduce(0, +))) of \(NumberText.grouped(all))"
                + " requests were sent again: their kept connection ended within 1 ms or two round"
                + " trips of the write, unacknowledged (\(counts.list))"
        case .strays(let counts): Self.strays(counts)
        case .missedAddresses(let uses): uses.textOfMissed
        case .refusingAddresses(let uses):
            uses.text("of \(uses.first?.name ?? "") refused connections while the load ran") ?? ""
        case .newConnections(let share, let metric, let time, let without):
            "\(share.rounded) of requests opened a connection; without them"
                + " \(metric) is \(without.text) (measured: \(time.text))."
                + " rampUp: spreads this."
        case .stall(let stall, let metric, let seen): stall.text(seen: seen, of: metric)
        case .gap(let metric, let response, let service, let mean, let isClosed):
            "\(metric) response \(response.text), service \(service.text):"
                + " \(mean.text) of a request were"
                + " \(isClosed ? "generator delay" : "spent waiting to be sent") on average"
        case .drain(let waited, let duration, let requests):
            "\(NumberText.duration(nanoseconds: waited)) of"
                + " \(NumberText.duration(nanoseconds: duration)) were waiting for the"
                + " last answers: \(NumberText.counted(requests, "request")) ended after the load,"
                + " and in no rate"
        case .plateau(let seconds, let users, let metric, let value):
            "plateau (\(users.map { "all \(NumberText.grouped($0)) users" } ?? "highest rate"),"
                + " \(seconds.lowerBound) s – \(seconds.upperBound) s): \(metric)"
                + " \(value). Over its plateau this budget would be missed."
        case .warmUp(let seconds):
            "the first \(seconds) s look like a warm-up (MSER-5):"
                + " warmUp: .seconds(\(seconds)) would leave them out"
        case .drift(let latency, let throughput, let seconds):
            Self.drift(latency, throughput, seconds: seconds)
        }
    }

    private static func strays(_ counts: [String: UInt64]) -> String {
        let count = counts.values.reduce(0, +)
        let isKnown = counts.keys.contains { !$0.isEmpty }
        return "\(NumberText.counted(Int(count), "kept connection")) brought bytes that nobody had"
            + " asked for and \(count == 1 ? "was" : "were") closed"
            + (isKnown ? ": they came behind answers to \(counts.list)" : "")
    }

    private static func drift(_ latency: Double?, _ throughput: Double?, seconds: Int) -> String {
        let changes = [
            latency.map { "p50 \(change($0))" }, throughput.map { "throughput \(change($0))" },
        ].compactMap(\.self)
        return "\(changes.joined(separator: " and ")) over the run (Theil–Sen,"
            + " \(seconds) s): a longer run would give other figures"
    }

    private static func change(_ share: Double) -> String {
        (share < 0 ? "fell" : "rose") + " by \(Ratio(fraction: abs(share)).rounded)"
    }
}

extension UserWaits {
    fileprivate func text(of group: String?, others share: Ratio) -> String {
        let others = users - Int(waiting)
        return text(group.map { " of the group \"\($0.printable)\"" } ?? "")
            + (others > 0
                ? "; \(NumberText.counted(others, "user")) made \(share) of the requests" : "")
    }
}

extension Answers {
    /// The sentence about statuses other than 2xx, and their requests.
    fileprivate func text(of label: String) -> String {
        let start =
            "\(NumberText.grouped(others)) of \(NumberText.grouped(all)) answers to \(label) were"
        if unusual.count == 1, let only = unusual.first { return "\(start) \(only.key)" }
        let shown = unusual.prefix(8).map { "\($0.key) \(NumberText.grouped($0.value))" }
        let list = (shown + (unusual.count > 8 ? ["…"] : [])).joined(separator: ", ")
        return "\(start) no 2xx: \(list)"
    }
}

extension [String: UInt64] {
    /// `GET /a 12, GET /b 3`, the most frequent first.
    fileprivate var list: String {
        let sorted = filter { !$0.key.isEmpty }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let shown = sorted.prefix(10).map { "\($0.key) \(NumberText.grouped($0.value))" }
        return (shown + (sorted.count > 10 ? ["…"] : [])).joined(separator: ", ")
    }
}

extension [AddressUse] {
    fileprivate var textOfMissed: String {
        let causes = [
            filter { $0.omission == .refused }.text("refused"),
            filter { $0.omission == .unanswered }.text("did not answer"),
            filter(\.hadNoUser).text("had no user"),
        ].compactMap(\.self)
        let loaded = count { $0.requests > 0 }
        return "\(loaded) of \(count) addresses of \(first?.name ?? "") were loaded:"
            + " \(causes.joined(separator: "; "))"
    }

    /// The addresses before a predicate; `nil` for none.
    fileprivate func text(_ predicate: String) -> String? {
        isEmpty ? nil : "\(map(\.address).joined(separator: ", ")) \(predicate)"
    }
}

extension Stall {
    /// The sentence that the server stalled, with the estimate for arrivals.
    fileprivate func text(seen: Duration, of metric: Metric) -> String {
        "closed loop: while \(cause),"
            + " \(NumberText.grouped(waiting)) users waited and"
            + " \(NumberText.grouped(unsent)) requests were never sent; at the measured rate"
            + " arrivals would have seen \(metric) ≈"
            + " \(NumberText.duration(nanoseconds: seen.wholeNanoseconds))."
            + " Use ArrivalGroup to measure that."
    }

    /// The clause that the server stalled; on a saturated machine the cause is unknown.
    private var cause: String {
        let longest = NumberText.duration(nanoseconds: longestNanoseconds)
        let who = isMachineFull ? "no answer came" : "the server stalled"
        let full = isMachineFull ? " (the machine was more than 95 % busy)" : ""
        guard count > 1 else { return "\(who) \(isMachineFull ? "for " : "")\(longest)\(full)" }
        let sum = NumberText.duration(nanoseconds: Int64(seconds * 1e9))
        return "\(who) \(NumberText.grouped(count)) times, at most \(longest), \(sum) in total"
            + full
    }
}

extension Ratio {
    /// In percent, without insignificant digits.
    fileprivate var rounded: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 1 ? 2 : percent < 10 ? 1 : 0)) %"
    }
}

import LoadTestingMacrosFree

/// The time after each event of a plan until its budgets held again; pure.
///
/// Seconds are judged one by one, or in windows that have the requests that the budgets need.
struct RecoveryReview {
    private let run: RunSnapshot
    private let findings: [Finding]
    /// The seconds of an interval: more than one in a long run.
    private let width: Int

    /// - Parameters:
    ///   - run: the measurements, with the plan's events.
    ///   - findings: on the plan's other budgets.
    init(_ run: RunSnapshot, _ findings: [Finding]) {
        self.run = run
        self.findings = findings.filter { $0.budget?.metric.saysWhatHolds ?? false }
        width = max(1, run.intervals.map(\.seconds).max() ?? 1)
    }

    /// The run's events, the last action of each with the recovery after it.
    var events: [EventRecord] {
        var events = run.events
        guard !findings.isEmpty else { return events }
        for event in actions where event.allSatisfy({ run.events[$0].isDone }) {
            events[event[event.count - 1]].recovery = recovery(after: event)
        }
        return events
    }

    /// The actions of each event: those in a row with the same name and planned instant.
    private var actions: [[Int]] {
        var groups: [[Int]] = []
        for (index, event) in run.events.enumerated() {
            let former = groups.last?.first.map { run.events[$0] }
            if let former, former.plannedNanoseconds == event.plannedNanoseconds,
                former.event == event.event
            {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }

    private func recovery(after actions: [Int]) -> EventRecord.Recovery? {
        let mine = actions.map { run.events[$0] }
        guard let begin = mine.compactMap(\.nanoseconds).min(),
            let end = mine.compactMap({ $0.undoneNanoseconds ?? $0.nanoseconds }).max()
        else { return nil }
        let limit = limit(after: mine[0], from: end)
        let first = second(of: end)
        let judged = findings.filter { isJudged($0, from: first, to: second(of: limit)) }
        guard !judged.isEmpty else { return nil }
        let review = BudgetReview(run, judged)
        let window = window(for: judged)
        let length = (second(of: limit) - first) / window * window
        let watched = Int(max(0, nanoseconds(first + length) - end) / 1_000_000_000)
        let held =
            length > 0 ? review.secondsUntilHeld(from: first, for: length, window: window) : nil
        return EventRecord.Recovery(
            watched: watched,
            seconds: held.map { held in
                held > 0 ? Int((nanoseconds(first + held) - end + 999_999_999) / 1_000_000_000) : 0
            }, missBefore: missBefore(begin, review, window: window))
    }

    /// The instant up to which the recovery from an event can be watched: the next event, or the
    /// end of the load.
    private func limit(after event: EventRecord, from end: Int64) -> Int64 {
        let next = run.events.filter { $0.plannedNanoseconds > event.plannedNanoseconds }
            .compactMap(\.nanoseconds).filter { $0 > end }.min()
        let loadEnd = min(run.durationNanoseconds, run.loadTime(of: []).upperBound)
        return min(next ?? loadEnd, loadEnd)
    }

    /// The metric that missed its budget before an event; `nil` where all held, or that is unknown.
    private func missBefore(_ instant: Int64, _ review: BudgetReview, window: Int) -> String? {
        let end = second(of: instant)
        guard end - window >= run.facts.warmUpSeconds else { return nil }
        let before = run.intervals.drop { $0.startSecond < end - window }
            .prefix { $0.startSecond < end }
        return review.miss(in: before).map { "\($0.metric)" }
    }

    /// Whether requests of the budget came at all, or it is of all requests.
    private func isJudged(_ finding: Finding, from first: Int, to last: Int) -> Bool {
        guard let scope = finding.budget?.metric.samples, scope != .everything else { return true }
        let intervals = run.intervals.drop { $0.startSecond < first }
            .prefix { $0.startSecond < last }
        return run.total(of: scope, in: intervals, counters: [])?.requests ?? 0 > 0
    }

    /// The seconds of a window in which each budget has the requests that it needs, and a fifth
    /// more.
    private func window(for findings: [Finding]) -> Int {
        let seconds = Double(run.durationNanoseconds) / 1e9
        let needed = findings.compactMap(\.budget?.metric).map { metric -> Double in
            let requests = run.total(of: metric.samples, in: run.intervals, counters: [])?.requests
            return Double(MinimumSampleSize.forWindow(of: metric)) * 1.2 * seconds
                / Double(max(1, requests ?? 0))
        }
        let longest = Int(min(needed.max() ?? 1, seconds).rounded(.up))
        return max(1, (longest + width - 1) / width) * width
    }

    /// The second of an instant, or the first of the interval that it is in.
    private func second(of instant: Int64) -> Int { Int(instant / 1_000_000_000) / width * width }

    private func nanoseconds(_ second: Int) -> Int64 { Int64(second) * 1_000_000_000 }
}

import LoadTestingMacrosFree

/// Computes the progress of a run second by second.
struct ProgressMeter {
    private let plannedRequests: UInt64?
    private let timedEnd: Int64?
    private let names: SampleNames
    private var reports: [Int: (requests: UInt64, users: Int)] = [:]
    private var requests: UInt64 = 0
    private var errors: UInt64 = 0

    init(_ program: Program, names: SampleNames) {
        self.names = names
        let timed = program.groups.filter { $0.endNanoseconds < program.limitNanoseconds }
        timedEnd = timed.map { $0.schedule.endNanoseconds ?? $0.endNanoseconds }.max()
        plannedRequests = timed.isEmpty ? program.plannedRequests : nil
    }

    /// Takes a loop's second; returns the state when all loops have reported it.
    mutating func add(_ interval: RecordedSecond) -> Progress? {
        var seen = (all: UInt64(0), failed: UInt64(0))
        let rows = names.rows
        interval.labels.forEach { number, label in
            guard rows[number].kind == .requests else { return }
            seen.all += label.requests
            seen.failed += label.failed
        }
        requests += seen.all
        errors += seen.failed
        var report = reports[interval.second] ?? (requests: 0, users: 0)
        report.requests += seen.all
        report.users += interval.activeUsers
        reports[interval.second] = interval.isLast ? nil : report
        guard interval.isLast else { return nil }
        let elapsed = interval.second + 1
        return Progress(
            elapsedSeconds: elapsed, requests: requests, errors: errors, rate: report.requests,
            activeUsers: report.users, fraction: fraction(elapsedSeconds: elapsed),
            isDraining: timedEnd.map { Int64(elapsed - 1) * 1_000_000_000 >= $0 } ?? false)
    }

    private func fraction(elapsedSeconds: Int) -> Double? {
        if let timedEnd { return min(1, Double(elapsedSeconds) * 1e9 / Double(timedEnd)) }
        return plannedRequests.map { Double(requests) / Double(max(1, $0)) }
    }
}

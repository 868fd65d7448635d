import LoadTestingMacrosFree

/// The lines of JMeter's summariser: what `jmeter -n` prints.
package struct SummariserText: Sendable {
    private var total = Part()
    private var users = (started: 0, ended: 0)
    private var hasPrinted = false

    /// The requests of a time.
    private struct Part {
        var requests: UInt64 = 0
        var errors: UInt64 = 0
        var sumNanoseconds = 0.0
        var minimum = Int64.max
        var maximum = Int64.min
        var seconds = 0

        mutating func add(_ interval: BackendInterval) {
            let times = interval.total.allResponse
            requests += times.count
            errors += interval.total.failed
            sumNanoseconds += times.sumNanoseconds
            minimum = min(minimum, times.minimumNanoseconds)
            maximum = max(maximum, times.maximumNanoseconds)
            seconds += interval.seconds
        }
    }

    package init() {}

    /// The lines of an interval: its own, and that of all so far where it differs.
    package mutating func lines(of interval: BackendInterval) -> [String] {
        take(interval)
        guard interval.total.requests > 0 else { return [] }
        var part = Part()
        part.add(interval)
        let isFirst = !hasPrinted
        hasPrinted = true
        return isFirst ? [changes(part)] : [changes(part), line("=", total)]
    }

    /// The last lines: of the last interval where one was printed before, and of all.
    package mutating func lastLines(of interval: BackendInterval?) -> [String] {
        var lines: [String] = []
        if let interval {
            take(interval)
            var part = Part()
            part.add(interval)
            if hasPrinted, part.requests > 0 { lines.append(changes(part)) }
        }
        return lines + [line("=", total)]
    }

    private mutating func take(_ interval: BackendInterval) {
        total.add(interval)
        users.started += interval.users.started
        users.ended += interval.users.ended
    }

    private func changes(_ part: Part) -> String {
        line("+", part) + " Active: \(users.started - users.ended) Started: \(users.started)"
            + " Finished: \(users.ended)"
    }

    private func line(_ sign: String, _ part: Part) -> String {
        let count = Int64(clamping: part.requests)
        let average = count > 0 ? Int64(part.sumNanoseconds / 1e6) / count : 0
        let share = count > 0 ? Double(part.errors) / Double(count) * 100 : 0
        let rate =
            part.seconds > 0
            ? Self.decimal(Double(count) / Double(part.seconds), places: 1) : "******"
        return "summary \(sign) \(Self.right(count, 6)) in \(Self.clock(part.seconds)) ="
            + " \(Self.right(rate, 6))/s Avg: \(Self.right(average, 5))"
            + " Min: \(Self.right(count > 0 ? part.minimum / 1_000_000 : 0, 5))"
            + " Max: \(Self.right(count > 0 ? part.maximum / 1_000_000 : 0, 5))"
            + " Err: \(Self.right(Int64(clamping: part.errors), 5))"
            + " (\(Self.decimal(share, places: 2))%)"
    }

    private static func right(_ value: some CustomStringConvertible, _ width: Int) -> String {
        let text = value.description
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// A number with so many decimals, zeros too.
    private static func decimal(_ value: Double, places: Int) -> String {
        let scale = places == 1 ? 10 : 100
        let scaled = Int64((value * Double(scale)).rounded())
        let fraction = String(scaled % Int64(scale) + Int64(scale)).dropFirst()
        return "\(scaled / Int64(scale)).\(fraction)"
    }
}

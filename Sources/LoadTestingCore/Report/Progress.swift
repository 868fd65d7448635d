import LoadTestingMacrosFree

/// The progress of a run, for a line or a bar.
package struct Progress: Sendable {
    /// Since the start of the run.
    package var elapsedSeconds: Int
    package var requests: UInt64
    package var errors: UInt64
    /// Requests in the last second.
    package var rate: UInt64
    package var activeUsers: Int
    /// 0 … 1; `nil` when it is unknown.
    package var fraction: Double?
    /// Whether the load has ended and the drain runs, whose length is unknown.
    package var isDraining: Bool

    package init(
        elapsedSeconds: Int, requests: UInt64, errors: UInt64, rate: UInt64, activeUsers: Int,
        fraction: Double?, isDraining: Bool = false
    ) {
        self.elapsedSeconds = elapsedSeconds
        self.requests = requests
        self.errors = errors
        self.rate = rate
        self.activeUsers = activeUsers
        self.fraction = fraction
        self.isDraining = isDraining
    }

    /// One line for a log: `20 s: 34,120 requests (3,412/s), 512 users, 0 errors, 70 s left`.
    package var line: String {
        "\(elapsedSeconds) s: \(NumberText.grouped(requests)) requests"
            + " (\(NumberText.grouped(rate))/s), \(counts)"
            + (isDraining
                ? ", waiting for the last answers"
                : secondsLeft.map { ", about \($0) s left" } ?? "")
    }

    /// A bar for a terminal: `[██████    ] 43 %  3,412/s  512 users, 0 errors  70 s left`.
    package func bar(width: Int = 24) -> String {
        let filled = Int(Double(width) * min(1, max(0, fraction ?? 0)))
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        let percent = fraction.map { "\(Int(min(1, $0) * 100)) %" } ?? "\(elapsedSeconds) s"
        return "[\(bar)] \(percent)  \(NumberText.grouped(rate))/s  \(counts)"
            + (isDraining ? "  last answers" : secondsLeft.map { "  \($0) s left" } ?? "")
    }

    private var counts: String {
        "\(NumberText.counted(activeUsers, "user")), \(NumberText.counted(Int(errors), "error"))"
    }

    private var secondsLeft: Int? {
        guard let fraction, fraction > 0.01, elapsedSeconds > 0 else { return nil }
        return Int(Double(elapsedSeconds) * max(0, 1 - fraction) / fraction + 0.5)
    }
}

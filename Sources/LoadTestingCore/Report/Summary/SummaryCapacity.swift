import LoadTestingMacrosFree

/// The answer of a search for the highest load.
struct SummaryCapacity: Encodable {
    /// Arrivals a second, or `users`.
    private let unit: String
    /// The reason that no further level was tried: `found`, `generator`, ….
    private let end: String
    /// The highest level that held, and the lowest that missed.
    private let held: Double?
    private let missed: Double?
    /// Both as requests a second.
    private let rate: Double?
    private let missedRate: Double?
    /// The budget that gave way first.
    private let reason: String?
    /// The load from which on p95 rises steeply.
    private let knee: Double?
    private let drift: Drift?
    private let levels: [Level]
    /// `gradual`, `sudden` or `collapse`.
    private let breakdown: String?
    private let overload: [Overload]
    private let recovery: Recovery?

    private struct Drift: Encodable {
        var load, first, last: Double
    }

    private struct Level: Encodable {
        var load: Double
        var duration: Int
        var outcome: String
        var isRepeated: Bool
        var requests, failed: UInt64
        var throughput, p50, p95, p99: Double?
        var reason: String?

        init(_ level: LoadLevel) {
            load = level.load
            duration = level.seconds
            outcome = level.outcome.rawValue
            isRepeated = level.isRepeated
            (requests, failed) = (level.requests, level.failed)
            throughput = level.throughput
            p50 = level.p50.map { Double($0) / 1e9 }
            p95 = level.p95.map { Double($0) / 1e9 }
            p99 = level.p99.map { Double($0) / 1e9 }
            reason = level.reason.isEmpty ? nil : level.reason.printable
        }
    }

    private struct Overload: Encodable {
        var factor: Double
        var goodput: Double?
        var level: Level
        var errors: [String: UInt64]
    }

    private struct Recovery: Encodable {
        var load: Double
        var watched: Int
        var duration: Int?
    }

    init(_ record: CapacityRecord) {
        unit = record.countsUsers ? "users" : "perSecond"
        end = record.end.rawValue
        (held, missed) = (record.held, record.missed)
        (rate, missedRate) = (record.rate, record.missedRate)
        reason = record.missed.flatMap { record.level(at: $0)?.reason.printable }
        knee = record.knee
        drift = record.drift.map {
            Drift(load: $0.load, first: Double($0.first) / 1e9, last: Double($0.last) / 1e9)
        }
        levels = record.levels.map(Level.init)
        breakdown = record.overload?.breakdown?.rawValue
        overload = (record.overload?.levels ?? []).map { level in
            let errors = level.causes.map { ("\($0)".printable, $1) }
            return Overload(
                factor: level.factor, goodput: level.goodput, level: Level(level.level),
                errors: Dictionary(errors) { $0 + $1 })
        }
        recovery = record.overload?.recovery.map {
            Recovery(load: $0.load, watched: $0.watched, duration: $0.seconds)
        }
    }
}

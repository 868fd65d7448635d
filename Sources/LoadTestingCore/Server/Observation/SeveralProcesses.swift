/// Detects whether several processes answer at a metrics endpoint, each with its own samples; pure.
struct SeveralProcesses {
    /// The sample with a process' start, by the convention of Prometheus' client libraries.
    static let startName = "process_start_time_seconds"

    /// The maximum of each counter, and its last value.
    private var counters: [String: (highest: Double, last: Double)] = [:]
    private var starts: [Double] = []
    /// The sample that shows it; `nil` without one.
    private(set) var evidence: String?

    /// Takes pages that were read one right after the other, with all their samples: a counter that
    /// falls and returns to its former value was not reset.
    mutating func add(_ page: MetricsText) {
        for (name, value) in page.counters {
            let known = counters[name] ?? (value, value)
            if known.last < known.highest, value >= known.highest { evidence = evidence ?? name }
            counters[name] = (max(known.highest, value), value)
        }
        add(start: page.value(of: Self.startName)?.value)
    }

    /// Takes the start of the process that has answered: one that returns is of another process
    /// than the one in between.
    mutating func add(start: Double?) {
        guard let start, start != starts.last else { return }
        if starts.contains(start) { evidence = evidence ?? Self.startName }
        starts.append(start)
    }

    /// Forgets the counts: later readings do not follow at once.
    mutating func pause() { counters = [:] }
}

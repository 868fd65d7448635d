/// Finds out whether several processes answer at a metrics endpoint, each with its own samples;
/// pure.
struct SeveralProcesses {
    /// The sample with a process' start, by the convention of Prometheus' client libraries.
    static let startName = "process_start_time_seconds"

    /// Highest value of each counter, and the last one.
    private var counters: [String: (highest: Double, last: Double)] = [:]
    private var starts: [Double] = []
    /// The sample that shows it; `nil` as long as none does.
    private(set) var evidence: String?

    /// Takes pages that were read one right after the other, with all their samples: a counter that
    /// falls and is back where it was is none that was begun anew.
    mutating func add(_ page: MetricsText) {
        for (name, value) in page.counters {
            let known = counters[name] ?? (value, value)
            if known.last < known.highest, value >= known.highest { evidence = evidence ?? name }
            counters[name] = (max(known.highest, value), value)
        }
        add(start: page.value(of: Self.startName)?.value)
    }

    /// Takes the start of the process that has answered: one that comes back is of another process
    /// than the one in between.
    mutating func add(start: Double?) {
        guard let start, start != starts.last else { return }
        if starts.contains(start) { evidence = evidence ?? Self.startName }
        starts.append(start)
    }

    /// Forgets the counts: what is read from now on does not follow at once.
    mutating func pause() { counters = [:] }
}

/// The counters and gauges of the plan's own, by name: mergeable.
package struct CustomValues: Hashable, Codable, Sendable {
    package var counters: [String: CounterSnapshot] = [:]
    package var gauges: [String: GaugeSnapshot] = [:]

    package init() {}

    package var isEmpty: Bool { counters.isEmpty && gauges.isEmpty }

    /// Adds a value.
    ///
    /// - Parameters:
    ///   - instant: nanoseconds since the start of the run.
    ///   - isInDrain: whether the load of its group had ended.
    package mutating func add(_ value: CustomValue, at instant: Int64, isInDrain: Bool) {
        switch value {
        case .counter(let name, let amount):
            counters[name, default: CounterSnapshot()].add(amount, isInDrain: isInDrain)
        case .gauge(let name, let value):
            merge(GaugeSnapshot(value, at: instant), into: name)
        }
    }

    package mutating func merge(_ other: CustomValues) {
        for (name, counter) in other.counters {
            counters[name, default: CounterSnapshot()].merge(counter)
        }
        for (name, gauge) in other.gauges { merge(gauge, into: name) }
    }

    private mutating func merge(_ gauge: GaugeSnapshot, into name: String) {
        if gauges[name]?.merge(gauge) == nil { gauges[name] = gauge }
    }
}

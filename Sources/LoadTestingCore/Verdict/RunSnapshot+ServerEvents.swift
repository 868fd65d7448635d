import LoadTestingMacrosFree

extension RunSnapshot {
    /// Events of the servers that fail the run.
    var serverFailures: [ServerRecord.Event] {
        ownServerEvents.filter { event in
            event.kind != .unexplainedEnd || hasFailures(around: event.nanoseconds)
        }
    }

    /// Events of the servers that the plan has not caused.
    private var ownServerEvents: [ServerRecord.Event] {
        let killed = Set(events.filter(\.endsProcesses).flatMap(\.processes))
        return servers.flatMap(\.events).filter { event in
            event.process.map { !killed.contains($0) } ?? true
        }
    }

    /// Processes of the server that ended for an unknown reason, without a request that failed: as
    /// of workers that are replaced.
    package var harmlessEnds: Int {
        ownServerEvents.count - serverFailures.count
    }

    /// Whether a request failed in the second of an instant, or in the two around it: an end is
    /// seen up to two seconds late.
    private func hasFailures(around nanoseconds: Int64) -> Bool {
        let second = Int(nanoseconds / 1_000_000_000)
        let near = intervals.filter {
            $0.startSecond <= second + 1 && $0.startSecond + $0.seconds > second - 2
        }
        return (total(of: .everything, in: near[...])?.failed ?? 0) > 0
    }
}

import LoadTestingMacrosFree

/// The actions of a plan's events in their order, and what is to be undone.
struct EventAgenda {
    private struct Entry {
        var action: EventAction
        var record: Int
    }
    private struct Reversal {
        /// `nil` for the end of the load.
        var instant: Int64?
        var record: Int
        var undo: @Sendable () -> Void
    }

    /// In the order of their instants, the last first.
    private var entries: [Entry] = []
    private var reversals: [Reversal] = []
    private(set) var records: [EventRecord] = []
    private let loadEnd: Int64

    /// - Parameter loadEnd: the end of the load, as far as the plan states it: what holds beyond it
    ///   would keep requests under way from their answers.
    init(_ events: [PlanEvent], loadEnd: Int64 = .max) {
        self.loadEnd = loadEnd
        // One that the plan states first comes first; `sorted` keeps no order of equals.
        let sorted = events.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }
        for (_, event) in sorted {
            for action in event.actions {
                entries.append(Entry(action: action, record: records.count))
                records.append(
                    EventRecord(
                        action.name, of: event.name,
                        plannedNanoseconds: event.time.wholeNanoseconds))
            }
        }
        entries.reverse()
    }

    /// Does what is due: actions, and what takes them back.
    ///
    /// - Parameter clock: the time since the start of the load; an action takes some.
    mutating func proceed(_ clock: () -> Int64) {
        while true {
            let now = clock()
            guard now < loadEnd else { return end() }
            if let index = reversals.firstIndex(where: { $0.instant.map { $0 <= now } ?? false }) {
                let reversal = reversals.remove(at: index)
                reversal.undo()
                records[reversal.record].undoneNanoseconds = clock()
            } else if let next = entries.last, records[next.record].plannedNanoseconds <= now {
                entries.removeLast()
                take(next, at: now)
            } else {
                return
            }
        }
    }

    private mutating func take(_ entry: Entry, at now: Int64) {
        records[entry.record].nanoseconds = now
        do {
            let effect = try entry.action.body()
            records[entry.record].processes = effect.processes
            records[entry.record].endsProcesses = effect.endsThem
            guard let undo = effect.undo else { return }
            let end = entry.action.duration.map { now + $0.wholeNanoseconds }
            reversals.append(Reversal(instant: end, record: entry.record, undo: undo))
        } catch {
            records[entry.record].problem = (error as? Problem)?.message ?? "\(error)"
        }
    }

    /// Takes everything back that still holds, the last first.
    mutating func end() {
        for reversal in reversals.reversed() { reversal.undo() }
        reversals = []
        entries = []
    }
}

import CLoadTesting

/// Each process of a server that was seen, with what it used; pure.
struct ProcessRoster {
    /// How many are kept with their figures; a server that forks for each request has no end.
    private static let most = 64

    private struct Entry {
        var record: ServerRecord.Process
        var start: UInt64
        var parent: Int32
        /// Processor time when it was first seen.
        var base: ProcessorTally.Time
        var firstSeen: Int64
        /// Whether it was there at the first look.
        var isOriginal: Bool
        /// The highest that its memory ever was, as the system keeps it.
        var memoryMark: Int64
    }

    private var entries: [Entry] = []
    private var isFirst = true
    /// The memory of all processes at the last look, of each the highest since the look before.
    private(set) var memoryAtMost = 0.0
    /// Processes that were there from the beginning and have ended.
    private(set) var ended: [(identifier: Int32, parent: Int32, name: String, nanoseconds: Int64)] =
        []

    /// In the order in which they were seen first.
    var records: [ServerRecord.Process] { entries.map(\.record) }

    /// - Parameter nanoseconds: since the start of the run.
    mutating func add(_ processes: [clt_process_use], at nanoseconds: Int64) {
        memoryAtMost = 0
        for use in processes { add(use, at: nanoseconds) }
        for index in entries.indices where !entries[index].record.hasEnded {
            let entry = entries[index]
            let isThere = processes.contains {
                $0.identifier == entry.record.identifier && $0.start == entry.start && !$0.has_ended
            }
            if isThere { continue }
            entries[index].record.hasEnded = true
            if entry.isOriginal {
                ended.append(
                    (entry.record.identifier, entry.parent, entry.record.name, nanoseconds))
            }
        }
        if !processes.isEmpty { isFirst = false }
    }

    private mutating func add(_ use: clt_process_use, at nanoseconds: Int64) {
        let known = entries.firstIndex {
            $0.record.identifier == use.identifier && $0.start == use.start
        }
        // A mark that rose was set since the last look.
        let hasRisen = known.map { use.peak_resident_bytes > entries[$0].memoryMark } ?? false
        let memory = hasRisen ? use.peak_resident_bytes : use.resident_bytes
        memoryAtMost += Double(memory)
        guard let index = known ?? enter(use, at: nanoseconds), !use.has_ended else { return }
        let used = ProcessorTally.Time(use.user_nanoseconds, use.system_nanoseconds)
        entries[index].memoryMark = use.peak_resident_bytes
        entries[index].record.userSeconds = used.user - entries[index].base.user
        entries[index].record.systemSeconds = used.system - entries[index].base.system
        entries[index].record.seconds = Double(nanoseconds - entries[index].firstSeen) / 1e9
        entries[index].record.peakMemoryBytes = max(
            entries[index].record.peakMemoryBytes, memory)
        entries[index].record.peakThreads = max(
            entries[index].record.peakThreads, Int(use.threads))
        if use.open_files >= 0 {
            entries[index].record.peakOpenFiles = max(
                entries[index].record.peakOpenFiles ?? 0, Int(use.open_files))
        }
    }

    private mutating func enter(_ use: clt_process_use, at nanoseconds: Int64) -> Int? {
        guard entries.count < Self.most else { return nil }
        let now = ProcessorTally.Time(use.user_nanoseconds, use.system_nanoseconds)
        entries.append(
            Entry(
                record: ServerRecord.Process(identifier: use.identifier, name: use.nameText),
                start: use.start, parent: use.parent,
                // A process that came later has used all of its time while it was watched.
                base: isFirst ? now : ProcessorTally.Time(), firstSeen: nanoseconds,
                isOriginal: isFirst, memoryMark: use.peak_resident_bytes))
        return entries.count - 1
    }
}

extension clt_process_use {
    /// The name of its program.
    var nameText: String {
        withUnsafeBytes(of: name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The process as messages name it, such as `python3 (4711)`.
    var title: String { "\(nameText) (\(identifier))" }
}

import CLoadTestingSystem

/// The processes of a server that were seen, each with its use; pure.
struct ProcessRegistry {
    /// The maximum of processes kept with their figures; a server that forks for each request has
    /// no limit.
    private static let maxCount = 64

    /// A worker of the server's that has ended.
    struct End: Equatable {
        var identifier: Int32
        var name: String
        var nanoseconds: Int64
        var exit: ServerExit

        /// The process as messages name it, such as `python3 (4711)`.
        var title: String { "\(name) (\(identifier))" }
    }

    private struct Entry {
        var record: ServerRecord.Process
        var start: UInt64
        /// Processor time when it was first seen.
        var base: ProcessorTime
        var firstSeen: Int64
        /// Whether its end is of interest: of grandchildren the parent knows whether it wanted them
        /// to end.
        var isWorker: Bool
        /// The maximum of its memory in its whole life, as the system keeps it.
        var memoryMark: Int64
    }

    private var entries: [Entry] = []
    private var isFirst = true
    /// The names of those workers that were there at the first observation: a later process with
    /// one of these names is a worker, too.
    private var workers: Set<String> = []
    /// The memory of all processes at the last observation, of each the maximum since the previous
    /// one.
    private(set) var peakMemory = 0.0
    /// Workers that have ended.
    private(set) var ended: [End] = []

    /// In the order of their first observation.
    var records: [ServerRecord.Process] { entries.map(\.record) }

    /// - Parameter nanoseconds: since the start of the run.
    mutating func add(_ observation: ServerObservation, at nanoseconds: Int64) {
        peakMemory = 0
        for use in observation.processes { add(use, of: observation.roots, at: nanoseconds) }
        for index in entries.indices where !entries[index].record.hasEnded {
            let entry = entries[index]
            let identifier = entry.record.identifier
            let isThere = observation.processes.contains {
                $0.identifier == identifier && $0.start == entry.start && !$0.has_ended
            }
            if isThere { continue }
            entries[index].record.hasEnded = true
            guard entry.isWorker else { continue }
            ended.append(
                End(
                    identifier: identifier, name: entry.record.name, nanoseconds: nanoseconds,
                    exit: observation.ends[identifier] ?? .unknown))
        }
        if !observation.processes.isEmpty { isFirst = false }
    }

    private mutating func add(
        _ use: clt_process_use, of roots: Set<Int32>, at nanoseconds: Int64
    ) {
        let known = entries.firstIndex {
            $0.record.identifier == use.identifier && $0.start == use.start
        }
        // A mark that rose was set since the last observation.
        let hasRisen = known.map { use.peak_resident_bytes > entries[$0].memoryMark } ?? false
        let memory = hasRisen ? use.peak_resident_bytes : use.resident_bytes
        peakMemory += Double(memory)
        guard let index = known ?? enter(use, of: roots, at: nanoseconds), !use.has_ended else {
            return
        }
        let used = ProcessorTime(use.user_nanoseconds, use.system_nanoseconds)
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

    private mutating func enter(
        _ use: clt_process_use, of roots: Set<Int32>, at nanoseconds: Int64
    ) -> Int? {
        let isRoot = roots.contains(use.identifier)
        let isChild = roots.contains(use.parent)
        if isFirst, isChild { workers.insert(use.nameText) }
        guard makeRoom() else { return nil }
        let now = ProcessorTime(use.user_nanoseconds, use.system_nanoseconds)
        entries.append(
            Entry(
                record: ServerRecord.Process(identifier: use.identifier, name: use.nameText),
                start: use.start,
                // A process that came later has used all of its time while it was watched.
                base: isFirst ? now : ProcessorTime(), firstSeen: nanoseconds,
                isWorker: isRoot || isChild && workers.contains(use.nameText),
                memoryMark: use.peak_resident_bytes))
        return entries.count - 1
    }

    /// Forgets one that has ended where the maximum is reached; `false` when all live.
    private mutating func makeRoom() -> Bool {
        guard entries.count >= Self.maxCount else { return true }
        guard let index = entries.firstIndex(where: \.record.hasEnded) else { return false }
        entries.remove(at: index)
        return true
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

import CLoadTestingSystem

/// Reads the threads of a server's processes, some times a second.
///
/// Processes that do nothing, such as one that only watches over its workers, are left out.
struct ThreadSampler {
    private var samples = ThreadSamples()
    /// The processor time of each process when it was first seen.
    private var first: [Int32: Int64] = [:]
    private(set) var limit = CostLimit(thousandths: 2, atLeast: 90_000_000, credit: 8_000_000)
    /// Whether the system does not say.
    private(set) var isUnknown = false

    /// A process that has used less than this share of the busiest one's time does not serve.
    private static let minShare = 0.2
    /// The minimum processor time for that, in nanoseconds.
    private static let minTime = 200_000_000.0

    /// Samples, where it may be done now.
    mutating func sample(_ processes: [clt_process_use], at now: Int64) {
        guard !isUnknown, limit.mayBegin(at: now) else { return }
        defer { limit.end(at: now) }
        let threads = active(processes).compactMap { process in
            SystemList.read { clt_threads_of(process, &$0) }.map {
                (process: process, threads: $0)
            }
        }
        if threads.isEmpty {
            isUnknown = processes.contains { !ProcessTable.hasEnded($0.identifier) }
        } else {
            samples.add(threads, at: now)
        }
    }

    /// The means since this was last called; `nil` without samples.
    mutating func take() -> ThreadUse? { samples.take() }

    private mutating func active(_ processes: [clt_process_use]) -> [Int32] {
        let alive = processes.filter { !$0.has_ended }
        let rises = alive.map { process in
            let time = process.user_nanoseconds + process.system_nanoseconds
            let start = first[process.identifier] ?? time
            first[process.identifier] = start
            return (process: process.identifier, rise: Double(time - start))
        }
        let most = rises.map(\.rise).max() ?? 0
        // The clock of processes has steps of 10 ms: less says nothing of one beside the others.
        let least = most < Self.minTime ? 0 : most * Self.minShare
        return rises.filter { $0.rise >= least }.map(\.process)
    }
}

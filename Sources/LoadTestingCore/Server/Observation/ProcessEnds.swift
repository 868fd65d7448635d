import CLoadTestingSystem
import Foundation
import Synchronization

/// Learns the ends of processes that are not the test's to wait for.
final class ProcessEnds: Sendable {
    private struct Open {
        var start: UInt64
        /// -1 where the system has none.
        var handle: Int32
    }

    /// Each has a descriptor, which the load needs more.
    private static let maxCount = 64

    private let open = Mutex<[Int32: Open]>([:])

    deinit {
        open.withLock { for entry in $0.values where entry.handle >= 0 { close(entry.handle) } }
    }

    /// The ends of those that were there at an earlier call and are gone, or are zombies.
    ///
    /// Ends that the system does not tell are not in it.
    func ends(_ processes: [clt_process_use]) -> [Int32: ServerExit] {
        open.withLock { Self.ends(processes, &$0) }
    }

    private static func ends(
        _ processes: [clt_process_use], _ open: inout [Int32: Open]
    ) -> [Int32: ServerExit] {
        let living = Dictionary(
            processes.filter { !$0.has_ended }.map { ($0.identifier, $0.start) }
        ) { first, _ in first }
        var ends: [Int32: ServerExit] = [:]
        for (process, entry) in open where living[process] != entry.start {
            var status: Int32 = 0
            if clt_process_end_status(entry.handle, process, &status) == 1 {
                ends[process] = ServerExit(waitStatus: status)
            }
            if entry.handle >= 0 { close(entry.handle) }
            open[process] = nil
        }
        for (process, start) in living where open[process] == nil && open.count < maxCount {
            open[process] = Open(start: start, handle: clt_open_process(process))
        }
        return ends
    }
}

extension ServerExit {
    /// - Parameter status: in the form of waitpid(2).
    init(waitStatus status: Int32) {
        self = status & 0x7f == 0 ? .code(status >> 8 & 0xff) : .signal(status & 0x7f)
    }
}

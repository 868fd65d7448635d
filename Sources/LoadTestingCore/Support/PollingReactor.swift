import CLoadTesting

/// Time and events of the machine: its clock and a poller of sockets.
///
/// `@unchecked Sendable` since one thread uses it except for `wake()`, which any may call.
final class PollingReactor: Reactor, @unchecked Sendable {
    let poller: Poller
    private let heartbeat: Heartbeat
    private var runQueueFile: Int32 = -1

    /// - Throws: `PollerError` when the system has no descriptor left.
    init(heartbeat: Heartbeat) throws(PollerError) {
        poller = try Poller()
        self.heartbeat = heartbeat
    }

    var now: Int64 { clt_monotonic_nanoseconds() }

    func wait(nanoseconds: Int64) -> Bool {
        let count = poller.wait(nanoseconds: nanoseconds)
        return count == 0 || count == Poller.batch
    }

    func dispatch() { poller.dispatch() }

    func wake() { poller.wake() }

    func begin() {
        clt_block_broken_pipe_signal()
        runQueueFile = clt_run_queue_open()
    }

    func end() { clt_run_queue_close(runQueueFile) }

    var processorTime: Int64 { clt_thread_cpu_nanoseconds() }

    var runQueueTime: Int64? {
        let waited = clt_run_queue_nanoseconds(runQueueFile)
        return waited >= 0 ? waited : nil
    }

    func processStall(in span: Range<Int64>) -> Int64 { heartbeat.processStall(in: span) }
}

@testable import LoadTestingCore

/// Time that passes only while a loop waits, and then at once.
///
/// `@unchecked Sendable` since the loop that it belongs to runs on one thread.
final class VirtualReactor: Reactor, @unchecked Sendable {
    private(set) var now: Int64 = 1_000_000_000
    /// By how much a wait ends too late, as on a machine that is busy, in nanoseconds.
    private let lateness: () -> Int64
    /// The last stall of the process, by its end.
    private var processStall: (end: Int64, nanoseconds: Int64) = (end: 0, nanoseconds: 0)

    /// Has the transport act on what came during a wait, before the loop does anything else.
    var deliver: (() -> Void)?

    init(lateness: @escaping () -> Int64 = { 0 }) { self.lateness = lateness }

    func wait(nanoseconds: Int64) -> Bool {
        let late = nanoseconds > 0 ? lateness() : 0
        now += nanoseconds + late
        processStall = (end: now, nanoseconds: late)
        return false
    }

    func dispatch() { deliver?() }
    func wake() {}
    func begin() {}
    func end() {}
    var processorTime: Int64 { 0 }
    var runQueueTime: Int64? { nil }

    func processStall(in span: Range<Int64>) -> Int64 {
        processStall.end == span.upperBound ? min(processStall.nanoseconds, Int64(span.count)) : 0
    }
}

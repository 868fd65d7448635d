import CLoadTestingSystem
import LoadTestingMacrosFree

/// The threads of a server over some time: means over samples.
struct ThreadUse: Equatable {
    /// Threads that have run lately, by state.
    var states: [ThreadState: Double] = [:]
    /// The share of event loops that are in a state; those that have not run lately are left out.
    var loopStates: [ThreadState: Double] = [:]
    /// The threads that wait for one lock, the most contended one.
    var lockWaiters = 0.0
    /// The thread that asked most for a processor; `nil` until it was watched for a second.
    var busiest: Busiest?

    /// Shares of a core.
    struct Busiest: Equatable {
        var ran: Double
        /// With the time for which it was ready to run and had no processor.
        var demand: Double
        /// The time for which all threads were ready to run, in seconds a second.
        var allWaited: Double
    }
}

/// Sums samples of a server's threads; pure.
struct ThreadSamples {
    private struct Known {
        /// The instant at which it was seen to have run since it was first seen.
        var lastTurn = Int64.min
        /// Whether it was ever seen to wait for events of several connections.
        var hasPolled = false
        /// Its turns when it was first seen.
        var firstTurns: Int64
        var thread: clt_thread
        /// Its times at the beginning of the window.
        var base: clt_thread
    }

    private var known: [Int32: Known] = [:]
    private var windowStart: Int64?
    private var sum = ThreadUse()
    private var count = 0
    /// The number of samples in which a loop had run lately.
    private var loopCount = 0

    /// A thread that has not run for so long belongs to a pool that has nothing for it to do.
    private static let activeTime: Int64 = 2_000_000_000
    /// Of a process without a thread that polls, the one with more than this share of all turns is
    /// its loop: several that share the work are a pool.
    private static let shareOfLoop = 0.6
    /// The minimum time over which processor time is compared.
    private static let minWindow: Int64 = 1_000_000_000

    /// Takes the threads of processes at an instant.
    mutating func add(_ processes: [(process: Int32, threads: [clt_thread])], at now: Int64) {
        let all = processes.flatMap(\.threads)
        note(all, at: now)
        let active = all.filter { thread in
            known[thread.identifier].map { now - Self.activeTime <= $0.lastTurn } ?? false
        }
        count += 1
        for thread in active {
            if let state = ThreadState(thread.state) { sum.states[state, default: 0] += 1 }
        }
        let recent = Set(active.map(\.identifier))
        let states = processes.flatMap { _, threads in
            loops(of: threads.filter { recent.contains($0.identifier) })
                .compactMap { ThreadState($0.state) }
        }
        if !states.isEmpty { loopCount += 1 }
        for state in states { sum.loopStates[state, default: 0] += 1 / Double(states.count) }
        let waiting = active.filter { $0.lock != 0 }.reduce(into: [:]) { counts, thread in
            counts[thread.lock, default: 0] += 1
        }
        sum.lockWaiters += Double(waiting.values.max() ?? 0)
        compare(at: now)
    }

    /// The event loops among the threads of a process that have run lately: those that were seen
    /// to poll, or else the one that does most of the work.
    private func loops(of threads: [clt_thread]) -> [clt_thread] {
        let polling = threads.filter { known[$0.identifier]?.hasPolled ?? false }
        guard polling.isEmpty else { return polling }
        let turns = threads.map { $0.turns - (known[$0.identifier]?.firstTurns ?? $0.turns) }
        let all = Double(turns.reduce(0, +))
        return zip(threads, turns).filter { Double($1) > Self.shareOfLoop * all }.map(\.0)
    }

    private mutating func note(_ threads: [clt_thread], at now: Int64) {
        let before = known
        known = threads.reduce(into: [:]) { known, thread in
            var new =
                before[thread.identifier]
                ?? Known(firstTurns: thread.turns, thread: thread, base: thread)
            if thread.turns > new.thread.turns
                || thread.ran_nanoseconds > new.thread.ran_nanoseconds
            {
                new.lastTurn = now
            }
            if thread.state == CLT_THREAD_POLL { new.hasPolled = true }
            new.thread = thread
            known[thread.identifier] = new
        }
    }

    /// Finds the busiest thread of a window that is over, and begins the next one.
    private mutating func compare(at now: Int64) {
        guard let start = windowStart else {
            windowStart = now
            return
        }
        guard now - start >= Self.minWindow else { return }
        let length = Double(now - start)
        let rises = known.values.map { thread in
            (
                ran: Double(thread.thread.ran_nanoseconds - thread.base.ran_nanoseconds) / length,
                waited: Double(thread.thread.waited_nanoseconds - thread.base.waited_nanoseconds)
                    / length
            )
        }
        if let most = rises.max(by: { $0.ran + $0.waited < $1.ran + $1.waited }) {
            sum.busiest = ThreadUse.Busiest(
                ran: most.ran, demand: most.ran + most.waited,
                allWaited: rises.reduce(0) { $0 + max(0, $1.waited) })
        }
        windowStart = now
        known = known.mapValues { thread in
            var copy = thread
            copy.base = thread.thread
            return copy
        }
    }

    /// The means since this was last called; `nil` without samples.
    mutating func take() -> ThreadUse? {
        guard count > 0 else { return nil }
        let number = Double(count)
        var use = sum
        use.states = sum.states.mapValues { $0 / number }
        use.loopStates = sum.loopStates.mapValues { $0 / Double(max(1, loopCount)) }
        use.lockWaiters = sum.lockWaiters / number
        (sum, count, loopCount) = (ThreadUse(), 0, 0)
        return use
    }
}

extension ThreadState {
    /// The state that C has read; `nil` where it is unknown.
    init?(_ state: Int32) {
        switch Int(state) {
        case CLT_THREAD_RUNNING: self = .running
        case CLT_THREAD_DISK: self = .disk
        case CLT_THREAD_LOCK: self = .lock
        case CLT_THREAD_TIMED_LOCK: self = .timedLock
        case CLT_THREAD_SLEEP: self = .sleep
        case CLT_THREAD_POLL: self = .poll
        case CLT_THREAD_SOCKET: self = .socket
        case CLT_THREAD_ACCEPT: self = .accept
        case CLT_THREAD_OTHER: self = .other
        default: return nil
        }
    }
}

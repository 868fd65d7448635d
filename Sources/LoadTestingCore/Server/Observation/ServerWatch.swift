import CLoadTestingSystem
import Foundation
import Synchronization

/// Watches a server's processes and its machine from a thread of its own while a load runs.
package final class ServerWatch: Sendable {
    /// A server, or only the machine, to be watched.
    package struct Subject: Sendable {
        package var name: String
        /// The process whose end is the server's; `nil` where only the machine is watched.
        package var root: Int32?
        /// A process whose children are the server's: also those that have left the root's tree.
        package var supervisor: Int32?
        /// Whether it ends with the root; a server of several that listen ends with the last.
        package var isMain = true
        /// The loaded address; `nil` where that is not known.
        package var address: ServerAddress?
        /// Whether it is our own process.
        package var isShared = false
        package var scrape: MetricsScrape?
        /// The reason that nothing can be seen of it.
        package var problem: String?

        package init(name: String, root: Int32?) {
            self.name = name
            self.root = root
        }
    }

    /// The first observation, which takes longer than those that follow.
    package struct Beginning {
        fileprivate let subject: Subject
        fileprivate var reader: ServerReader
        fileprivate let observation: ServerObservation

        /// Observes.
        package init(_ subject: Subject) {
            self.subject = subject
            reader = ServerReader(subject)
            observation = reader.observe()
        }
    }

    private struct State {
        var reader: ServerReader
        var accumulator: ServerUseAccumulator
        var isStopped = false
    }

    /// Seconds from the end of an observation to the next one: a level can have its peak in
    /// between.
    private static let period = 0.25
    /// A server of very many processes is observed more rarely, up to this.
    private static let maxPeriod = 2.0
    /// Seconds between polls for short-lived children.
    private static let pollPeriod = 0.01
    /// Seconds between samples of threads.
    private static let samplePeriod = 0.1
    /// The part of an observation that is not limited otherwise takes 0.4 % of a core at most.
    private static let pauseForCost = 250.0

    private let subject: Subject
    private let state: Mutex<State>
    private let scraper: MetricsScraper?
    private let wakeUp = DispatchSemaphore(value: 0)
    private let isDone = DispatchSemaphore(value: 0)

    /// Continues to watch after a first observation.
    ///
    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    package init(_ beginning: Beginning, zero: Int64) {
        subject = beginning.subject
        var accumulator = ServerUseAccumulator(zero: zero)
        accumulator.add(beginning.observation)
        state = Mutex(State(reader: beginning.reader, accumulator: accumulator))
        scraper = subject.scrape.map { MetricsScraper($0) }
        let thread = Thread { [self] in
            while let pause {
                if wait(pause) == .timedOut { observe() }
            }
            isDone.signal()
        }
        thread.name = "server-watch"
        thread.start()
    }

    /// Starts watching, with a first observation at once.
    ///
    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    package convenience init(_ subject: Subject, zero: Int64) {
        self.init(Beginning(subject), zero: zero)
    }

    /// Waits, and samples threads and polls short-lived children meanwhile.
    private func wait(_ pause: Double) -> DispatchTimeoutResult {
        let end = DispatchTime.now() + pause
        while true {
            let needsPolling = state.withLock(\.reader.needsPolling)
            let period = needsPolling ? Self.pollPeriod : Self.samplePeriod
            let next = min(end, .now() + period)
            let result = wakeUp.wait(timeout: next)
            if result == .success || .now() >= end { return result }
            state.withLock { state in
                if needsPolling { state.reader.pollChildren() }
                state.reader.sampleThreads()
            }
        }
    }

    /// Seconds until the next observation; `nil` when there is none.
    private var pause: Double? {
        state.withLock { state in
            state.isStopped ? nil : Self.pause(afterCost: state.reader.cost)
        }
    }

    /// Seconds to the next observation after one that took so many nanoseconds of processor time.
    static func pause(afterCost cost: Int64) -> Double {
        min(maxPeriod, max(period, Double(cost) / 1e9 * pauseForCost))
    }

    private func observe() {
        let samples = scraper?.take() ?? []
        state.withLock { state in
            var observation = state.reader.observe()
            observation.scraped = samples
            state.accumulator.add(observation)
        }
    }

    /// The record of the server before its first observation.
    package var outline: ServerRecord {
        var record = ServerRecord(name: subject.name)
        record.host = HostName.current
        record.isShared = subject.isShared
        record.cores = ProcessInfo.processInfo.processorCount
        return record
    }

    /// Takes the use in seconds of the run that are over, to be added to the use taken before.
    package func take() -> [(second: Int, use: ServerUse)] {
        state.withLock { $0.accumulator.take() }
    }

    /// Whether the server has ended.
    package var serverHasEnded: Bool { state.withLock(\.reader.serverHasEnded) }

    /// Observes a last time and ends the thread.
    ///
    /// - Returns: the use not taken yet, and the record of the server.
    package func finish() -> (rest: [(second: Int, use: ServerUse)], record: ServerRecord) {
        let wasStopped = state.withLock { state in
            defer { state.isStopped = true }
            return state.isStopped
        }
        var unscraped: [String] = []
        if !wasStopped {
            observe()
            wakeUp.signal()
            isDone.wait()
            unscraped = scraper?.stop() ?? []
            let samples = scraper?.take() ?? []
            state.withLock { $0.accumulator.add(samples, at: clt_monotonic_nanoseconds()) }
        }
        return state.withLock { state in
            (state.accumulator.takeRest(), record(state, unscraped))
        }
    }

    private func record(_ state: State, _ unscraped: [String]) -> ServerRecord {
        var record = outline
        record.processes = state.accumulator.registry.records
        record.scrapedCounters = state.accumulator.scrapedCounters.sorted()
        record.openFileLimit = state.reader.openFileLimit
        record.unseen =
            (subject.problem.map { [$0] } ?? []) + state.reader.unseen + unscraped
        if subject.problem == nil, subject.root != nil, !subject.isShared {
            record.gaps = state.reader.gaps(lost: state.accumulator.lostProcesses)
        }
        record.unratedSamples = unratedSamples(state.accumulator)
        let workers = state.accumulator.registry.ended.filter {
            $0.identifier != subject.root || !subject.isMain
        }
        record.remarks = Self.remarks(on: workers)
        record.events = events(state.accumulator, workers, sharesCgroup: state.reader.sharesCgroup)
        return record
    }

    /// The reasons that samples of the metrics endpoint have no figure.
    private func unratedSamples(_ accumulator: ServerUseAccumulator) -> [String: String] {
        guard let scrape = subject.scrape, let scraper else { return [:] }
        var reason = scraper.problem
        if let name = accumulator.counterOfSeveral ?? scraper.evidenceOfSeveral {
            reason =
                "\(name) falls and rises again: several processes answer on \(scrape.path), each"
                + " with its own; scrape one of them, or aggregate their metrics"
        }
        return reason.map { reason in
            Dictionary(scrape.names.map { ($0, reason) }) { first, _ in first }
        } ?? [:]
    }

    /// Workers are replaced, spare ones leave: that is a server's configuration.
    private static func remarks(on ended: [ProcessRegistry.End]) -> [String] {
        let count = ended.count { $0.exit == .code(0) }
        return count > 0 ? ["\(NumberText.counted(count, "process")) ended (exit code 0)"] : []
    }

    private func events(
        _ accumulator: ServerUseAccumulator, _ workers: [ProcessRegistry.End], sharesCgroup: Bool
    ) -> [ServerRecord.Event] {
        let root = accumulator.registry.ended.filter {
            $0.identifier == subject.root && subject.isMain
        }
        return root.map { .init(.exit, at: $0.nanoseconds, "\($0.title) ended") }
            + workers.compactMap { process in
                switch process.exit {
                case .code(0): nil
                case .code, .signal:
                    .init(
                        .restart, at: process.nanoseconds,
                        "its process \(process.title) ended under the load: \(process.exit.how)")
                case .unknown:
                    .init(
                        .unexplainedEnd, at: process.nanoseconds,
                        "its process \(process.title) ended under the load")
                }
            }
            + accumulator.outOfMemoryKills.map {
                .init(
                    .outOfMemory, at: $0,
                    "the system killed a process of its cgroup for want of memory"
                        + (sharesCgroup ? "; the test itself is in it" : ""))
            }
    }
}

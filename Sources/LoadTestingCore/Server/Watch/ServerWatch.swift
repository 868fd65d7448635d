import CLoadTestingSystem
import Foundation
import Synchronization

/// Watches a server's processes and its machine from a thread of its own while a load runs.
package final class ServerWatch: Sendable {
    /// What is watched.
    package struct Subject: Sendable {
        package var name: String
        /// The process whose end is the server's; `nil` where only the machine is watched.
        package var root: Int32?
        /// A process whose children are the server's: also those that have left the root's tree.
        package var supervisor: Int32?
        /// Whether it ends with the root; a server of several that listen ends with the last.
        package var isMain = true
        /// Where it is loaded; `nil` where that is not known.
        package var address: ServerAddress?
        /// Whether it is our own process.
        package var isShared = false
        package var scrape: MetricsScrape?
        /// Why nothing can be seen of it.
        package var problem: String?

        package init(name: String, root: Int32?) {
            self.name = name
            self.root = root
        }
    }

    /// The first look at what is watched, which takes longer than those that follow.
    package struct Beginning {
        fileprivate let subject: Subject
        fileprivate var reader: ServerReader
        fileprivate let look: ServerLook

        /// Looks.
        package init(_ subject: Subject) {
            self.subject = subject
            reader = ServerReader(subject)
            look = reader.look()
        }
    }

    private struct State {
        var reader: ServerReader
        var tally: ServerTally
        var isStopped = false
    }

    /// Seconds from the end of a look to the next one: what is held can have its peak in between.
    private static let period = 0.25
    /// A server of very many processes is looked at more rarely, up to this.
    private static let longestPeriod = 2.0
    /// Seconds between looks for children that live shortly.
    private static let glancePeriod = 0.01
    /// The part of a look that is not limited otherwise takes 0.4 % of a core at most.
    private static let pauseForCost = 250.0

    private let subject: Subject
    private let state: Mutex<State>
    private let scraper: MetricsScraper?
    private let wakeUp = DispatchSemaphore(value: 0)
    private let isDone = DispatchSemaphore(value: 0)

    /// Goes on watching after a first look.
    ///
    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    package init(_ beginning: Beginning, zero: Int64) {
        subject = beginning.subject
        var tally = ServerTally(zero: zero)
        tally.add(beginning.look)
        state = Mutex(State(reader: beginning.reader, tally: tally))
        scraper = subject.scrape.map { MetricsScraper($0) }
        let thread = Thread { [self] in
            while let pause {
                if wait(pause) == .timedOut { look() }
            }
            isDone.signal()
        }
        thread.name = "server-watch"
        thread.start()
    }

    /// Starts watching, with a first look at once.
    ///
    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    package convenience init(_ subject: Subject, zero: Int64) {
        self.init(Beginning(subject), zero: zero)
    }

    /// Waits, and in between looks for what comes and goes.
    private func wait(_ pause: Double) -> DispatchTimeoutResult {
        let end = DispatchTime.now() + pause
        while true {
            let needsGlances = state.withLock(\.reader.needsGlances)
            let next = needsGlances ? min(end, .now() + Self.glancePeriod) : end
            let result = wakeUp.wait(timeout: next)
            if result == .success || .now() >= end { return result }
            state.withLock { $0.reader.glance() }
        }
    }

    /// Seconds until the next look; `nil` when there is none.
    private var pause: Double? {
        state.withLock { state in
            state.isStopped ? nil : Self.pause(afterCost: state.reader.cost)
        }
    }

    /// Seconds to the next look after one that took so many nanoseconds of processor time.
    static func pause(afterCost cost: Int64) -> Double {
        min(longestPeriod, max(period, Double(cost) / 1e9 * pauseForCost))
    }

    private func look() {
        let samples = scraper?.take() ?? []
        state.withLock { state in
            var look = state.reader.look()
            look.scraped = samples
            state.tally.add(look)
        }
    }

    /// What is known of the server before anything was seen of it.
    package var outline: ServerRecord {
        var record = ServerRecord(name: subject.name)
        record.isShared = subject.isShared
        record.cores = ProcessInfo.processInfo.processorCount
        return record
    }

    /// What was seen in seconds of the run that are over, to be added to what was handed over
    /// before.
    package func take() -> [(second: Int, use: ServerUse)] { state.withLock { $0.tally.take() } }

    /// Whether the server has ended.
    package var serverHasEnded: Bool { state.withLock(\.reader.serverHasEnded) }

    /// Looks a last time and ends the thread.
    ///
    /// - Returns: what was not taken yet, and what is known of the server besides.
    package func finish() -> (rest: [(second: Int, use: ServerUse)], record: ServerRecord) {
        let wasStopped = state.withLock { state in
            defer { state.isStopped = true }
            return state.isStopped
        }
        var unscraped: [String] = []
        if !wasStopped {
            look()
            wakeUp.signal()
            isDone.wait()
            unscraped = scraper?.stop() ?? []
            let samples = scraper?.take() ?? []
            state.withLock { $0.tally.add(samples, at: clt_monotonic_nanoseconds()) }
        }
        return state.withLock { state in
            (state.tally.takeRest(), record(state, unscraped))
        }
    }

    private func record(_ state: State, _ unscraped: [String]) -> ServerRecord {
        var record = outline
        record.processes = state.tally.roster.records
        record.scrapedCounters = state.tally.scrapedCounters
        record.openFileLimit = state.reader.openFileLimit
        record.unseen =
            (subject.problem.map { [$0] } ?? []) + state.reader.unseen + unscraped
        if subject.problem == nil, subject.root != nil, !subject.isShared {
            record.gaps = state.reader.gaps(lost: state.tally.lostProcesses)
        }
        record.unratedSamples = unratedSamples(state.tally)
        let workers = state.tally.roster.ended.filter {
            $0.identifier != subject.root || !subject.isMain
        }
        record.remarks = Self.remarks(on: workers)
        record.events = events(state.tally, workers, sharesCgroup: state.reader.sharesCgroup)
        return record
    }

    /// Why samples of the metrics endpoint have no figure.
    private func unratedSamples(_ tally: ServerTally) -> [String: String] {
        guard let scrape = subject.scrape, let scraper else { return [:] }
        var reason = scraper.problem
        if let name = tally.counterOfSeveral ?? scraper.evidenceOfSeveral {
            reason =
                "\(name) falls and rises again: several processes answer on \(scrape.path), each"
                + " with its own; scrape one of them, or have them share what they count"
        }
        return reason.map { reason in
            Dictionary(scrape.names.map { ($0, reason) }) { first, _ in first }
        } ?? [:]
    }

    /// Workers are replaced, spare ones leave: that is how a server was set up.
    private static func remarks(on ended: [ProcessRoster.End]) -> [String] {
        let count = ended.count { $0.exit == .code(0) }
        return count > 0 ? ["\(NumberText.counted(count, "process")) ended (exit code 0)"] : []
    }

    private func events(
        _ tally: ServerTally, _ workers: [ProcessRoster.End], sharesCgroup: Bool
    ) -> [ServerRecord.Event] {
        let root = tally.roster.ended.filter { $0.identifier == subject.root && subject.isMain }
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
            + tally.outOfMemoryKills.map {
                .init(
                    .outOfMemory, at: $0,
                    "the system killed a process of its cgroup for want of memory"
                        + (sharesCgroup ? "; the test itself is in it" : ""))
            }
    }
}

import CLoadTesting
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
        package var keeper: Int32?
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

    private struct State {
        var reader: ServerReader
        var tally: ServerTally
        var isStopped = false
    }

    /// Seconds from the end of a look to the next one: what is held can have its peak in between.
    private static let period = 0.25
    /// A server of very many processes is looked at more rarely, up to this.
    private static let longestPeriod = 2.0
    /// The part of a look that is not limited otherwise takes 0.4 % of a core at most.
    private static let pauseForCost = 250.0

    private let subject: Subject
    private let state: Mutex<State>
    private let scraper: MetricsScraper?
    private let wakeUp = DispatchSemaphore(value: 0)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts watching, with a first look at once.
    ///
    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    package init(_ subject: Subject, zero: Int64) {
        self.subject = subject
        var reader = ServerReader(subject)
        var tally = ServerTally(zero: zero)
        tally.add(reader.look())
        state = Mutex(State(reader: reader, tally: tally))
        scraper = subject.scrape.map { MetricsScraper($0) }
        let thread = Thread { [self] in
            while let pause {
                if wakeUp.wait(timeout: .now() + pause) == .timedOut { look() }
            }
            isDone.signal()
        }
        thread.name = "server-watch"
        thread.start()
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

    /// Whether the root has ended.
    package var rootHasEnded: Bool { state.withLock(\.reader.rootHasEnded) }

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
        record.events = events(state.tally, sharesCgroup: state.reader.sharesCgroup)
        return record
    }

    private func events(_ tally: ServerTally, sharesCgroup: Bool) -> [ServerRecord.Event] {
        let ended = tally.roster.ended.compactMap { process -> ServerRecord.Event? in
            let title = "\(process.name) (\(process.identifier))"
            if process.identifier == subject.root {
                return .init(.exit, at: process.nanoseconds, "\(title) ended")
            }
            // Of grandchildren the parent knows whether it wanted them to end.
            guard process.parent == subject.root else { return nil }
            return .init(
                .restart, at: process.nanoseconds, "its process \(title) ended under the load")
        }
        return ended
            + tally.outOfMemoryKills.map {
                .init(
                    .outOfMemory, at: $0,
                    "the system killed a process of its cgroup for want of memory"
                        + (sharesCgroup ? "; the test itself is in it" : ""))
            }
    }
}

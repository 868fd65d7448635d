import Foundation
import Synchronization

/// Reads a metrics endpoint once a second on a thread of its own, so that a slow one delays nothing
/// else.
final class MetricsScraper: Sendable {
    private struct State {
        var samples: [ScrapedSample] = []
        var isStopped = false
        var failures = 0
        var lastFailure = ""
        /// The number of the failures that were answers, and the last of these.
        var refusals = 0
        var lastRefusal = ""
        var scrapes = 0
        /// Names that were never found, with similar ones.
        var missing: [String: [String]] = [:]
        var several = SeveralProcesses()
    }

    private let scrape: MetricsScrape
    private let state = Mutex(State())
    private let isDone = DispatchSemaphore(value: 0)
    private let wakeUp = DispatchSemaphore(value: 0)

    private static let period = 1.0
    private static let scrapesPerSearch = 10
    /// The number of readings in a row at the begin and at the end, and their maximum time.
    private static let scrapesAtOnce = 6
    private static let timeAtOnce = 0.15

    /// Starts the thread; the first scrape is at once.
    init(_ scrape: MetricsScrape) {
        self.scrape = scrape
        state.withLock { state in
            for name in scrape.names { state.missing[name] = [] }
        }
        let thread = Thread { [self] in
            readAtOnce()
            while !state.withLock(\.isStopped) {
                let start = Date()
                read()
                _ = wakeUp.wait(
                    timeout: .now() + max(0, Self.period + start.timeIntervalSinceNow))
            }
            isDone.signal()
        }
        thread.name = "server-metrics"
        thread.start()
    }

    /// The samples that are new since the last call.
    func take() -> [ScrapedSample] {
        state.withLock { state in
            defer { state.samples = [] }
            return state.samples
        }
    }

    /// The sample that shows that several processes answer; `nil` where none does.
    var evidenceOfSeveral: String? { state.withLock(\.several.evidence) }

    /// The reason that the answers are not enough for a figure: too many of them were unreadable.
    var problem: String? {
        state.withLock { state in
            guard state.refusals * 10 > state.scrapes else { return nil }
            return "\(state.refusals) of \(state.scrapes) scrapes of \(scrape.place):"
                + " \(state.lastRefusal)"
        }
    }

    /// Scrapes a last time, so that counts until the end are in it, and ends the thread.
    ///
    /// - Returns: the samples that could not be read, each with its reason.
    func stop() -> [String] {
        state.withLock { $0.isStopped = true }
        wakeUp.signal()
        isDone.wait()
        // A server that has ended by now has not failed.
        if state.withLock({ $0.failures < $0.scrapes || $0.scrapes == 0 }) {
            read(isLast: true)
            readAtOnce()
        }
        return unseen(state.withLock { $0 })
    }

    private func unseen(_ state: State) -> [String] {
        if state.scrapes == state.failures {
            let reason = state.scrapes == 0 ? "not read in so short a load" : state.lastFailure
            return ["\(scrape.place): \(reason)"]
        }
        let missing = state.missing.sorted { $0.key < $1.key }.map { name, similar in
            "\(name) is not at \(scrape.place)"
                + (similar.isEmpty ? "" : ", but \(similar.joined(separator: ", "))")
        }
        guard state.failures > 0 else { return missing }
        return missing + [
            "\(state.failures) of \(state.scrapes) scrapes of \(scrape.place): \(state.lastFailure)"
        ]
    }

    /// Reads it a few times, each on a connection of its own: another worker may have another
    /// count.
    private func readAtOnce() {
        let end = Date() + Self.timeAtOnce
        state.withLock { $0.several.pause() }
        for _ in 0..<Self.scrapesAtOnce where Date() < end {
            guard case .text(let text, _) = MetricsPage.fetch(scrape) else { return }
            let page = MetricsText(text)
            state.withLock { $0.several.add(page) }
        }
    }

    private func read(isLast: Bool = false) {
        let page = MetricsPage.fetch(scrape)
        guard case .text(let content, let nanoseconds) = page else {
            return isLast ? () : miss(page)
        }
        // Names similar to a missing one are searched among all others.
        let isSearching = state.withLock {
            !$0.missing.isEmpty && $0.scrapes % Self.scrapesPerSearch == 0
        }
        let names = scrape.names + [SeveralProcesses.startName]
        let text = MetricsText(content, only: isSearching ? nil : names)
        let samples = scrape.names.compactMap { name in
            text.value(of: name).map { sample in
                var sample = sample
                sample.nanoseconds = nanoseconds
                return sample
            }
        }
        state.withLock { state in
            state.scrapes += 1
            state.several.add(start: text.value(of: SeveralProcesses.startName)?.value)
            state.samples += samples
            for sample in samples { state.missing[sample.name] = nil }
            for name in state.missing.keys where isSearching {
                state.missing[name] = text.names(like: name)
            }
        }
    }

    private func miss(_ page: MetricsPage) {
        state.withLock { state in
            state.scrapes += 1
            state.failures += 1
            switch page {
            case .text: break
            case .refusal(let what, _):
                state.refusals += 1
                state.lastRefusal = what
                state.lastFailure = what
            case .failure(let what): state.lastFailure = what
            }
        }
    }
}

import CLoadTesting
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
        var scrapes = 0
        /// Names that were never found, with similar ones.
        var missing: [String: [String]] = [:]
    }

    private let scrape: MetricsScrape
    private let state = Mutex(State())
    private let isDone = DispatchSemaphore(value: 0)
    private let wakeUp = DispatchSemaphore(value: 0)

    private static let period = 1.0
    private static let timeout = 1_000
    private static let largest = 16 << 20
    private static let scrapesPerSearch = 10

    /// Starts the thread; the first scrape is at once.
    init(_ scrape: MetricsScrape) {
        self.scrape = scrape
        state.withLock { state in
            for name in scrape.names { state.missing[name] = [] }
        }
        let thread = Thread { [self] in
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

    /// Samples that are new since this was last asked.
    func take() -> [ScrapedSample] {
        state.withLock { state in
            defer { state.samples = [] }
            return state.samples
        }
    }

    /// Scrapes a last time, so that what was counted until the end is in it, and ends the thread.
    ///
    /// - Returns: what could not be read, each with its reason.
    func stop() -> [String] {
        state.withLock { $0.isStopped = true }
        wakeUp.signal()
        isDone.wait()
        // A server that has ended by now is none that failed.
        if state.withLock({ $0.failures < $0.scrapes }) { read(isLast: true) }
        return unseen(state.withLock { $0 })
    }

    private func unseen(_ state: State) -> [String] {
        if state.scrapes == state.failures {
            return ["\(scrape.url): \(state.lastFailure)"]
        }
        let missing = state.missing.sorted { $0.key < $1.key }.map { name, similar in
            "\(name) is not at \(scrape.url)"
                + (similar.isEmpty ? "" : ", but \(similar.joined(separator: ", "))")
        }
        guard state.failures > 0 else { return missing }
        return missing + [
            "\(state.failures) of \(state.scrapes) scrapes of \(scrape.url): \(state.lastFailure)"
        ]
    }

    private func read(isLast: Bool = false) {
        var body = clt_buffer()
        defer { clt_buffer_free(&body) }
        let status = clt_fetch(
            scrape.url, "LoadTesting", Self.timeout, Self.largest, &body)
        let nanoseconds = clt_monotonic_nanoseconds()
        let failure = Self.failure(status)
        if isLast, failure != nil { return }
        // What looks like a name that is not there takes a look at all others.
        let isSearching = state.withLock {
            !$0.missing.isEmpty && $0.scrapes % Self.scrapesPerSearch == 0
        }
        let text =
            failure == nil
            ? MetricsText(body.text, only: isSearching ? nil : scrape.names) : nil
        let samples = scrape.names.compactMap { name in
            text?.value(of: name).map { sample in
                var sample = sample
                sample.nanoseconds = nanoseconds
                return sample
            }
        }
        state.withLock { state in
            state.scrapes += 1
            guard let text else {
                state.failures += 1
                state.lastFailure = failure ?? ""
                return
            }
            state.samples += samples
            for sample in samples { state.missing[sample.name] = nil }
            for name in state.missing.keys where isSearching {
                state.missing[name] = text.names(like: name)
            }
        }
    }

    private static func failure(_ status: Int32) -> String? {
        switch status {
        case 200..<300: nil
        case 0...: "it answered \(status)"
        default:
            "it could not be read within \(timeout) ms:"
                + " \(String(cString: curl_easy_strerror(CURLcode(rawValue: UInt32(-status)))))"
        }
    }
}

extension clt_buffer {
    fileprivate var text: String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

import Foundation
import LoadTestingMacrosFree
import Synchronization

/// The live view of this process' runs: the report of the current one, on loopback.
///
/// One server for all runs of a process, so that a page stays open from test to test. A report is
/// made where somebody reads it, from the newest measurements: a slow reader misses those between.
final class LiveView: Sendable {
    private let state = Mutex(State())
    /// The last report that was made.
    private let made = Mutex<Made?>(nil)

    private struct Made {
        var version: Int
        var report: LiveReport
        /// The instant from which another one may be made.
        var restEnd: ContinuousClock.Instant
    }

    private struct State {
        /// Grows with each second of each run.
        var version = 0
        var content = Content.running(RunSnapshot(rows: []), [])
        /// By reader: the version that it was sent last.
        var sent: [Int: Int] = [:]
        var readers = 0
    }

    private enum Content {
        case running(RunSnapshot, [Budget])
        case ended(LoadTestResult)

        var report: LiveReport {
            switch self {
            case .running(let run, let budgets): LiveReport(running: run, budgets: budgets)
            case .ended(let result): LiveReport(result)
            }
        }

        var isEnd: Bool { if case .ended = self { true } else { false } }
    }

    private static let pollInterval: TimeInterval = 0.1
    /// The rest after the making of a report, as a multiple of the time that it took: the load
    /// needs the processors itself.
    private static let rest = 9
    /// The maximum wait for readers at the end.
    private static let maxEndWait = Duration.seconds(2)

    // MARK: - The process' own

    private static let shared = Mutex<(view: LiveView, server: PageServer)?>(nil)

    /// The view, where one was asked for.
    static var current: LiveView? { shared.withLock { $0?.view } }

    /// Opens the view, the first time; later ones keep it and its port.
    ///
    /// - Parameter console: is told the URL once, or the reason for which there is no view.
    static func open(port: Int, console: Console) -> LiveView? {
        shared.withLock { shared in
            if let shared { return shared.view }
            let view = LiveView()
            do throws(PageServer.Failure) {
                let server = try PageServer(port: port) { [weak view] request, connection in
                    view?.answer(request, connection)
                }
                shared = (view, server)
            } catch {
                console.write(
                    line: "LOADTESTING_LIVE: port \(port) can't be served: \(error.reason);"
                        + " name another one")
                return nil
            }
            console.write(line: "live view  http://127.0.0.1:\(port)/")
            return view
        }
    }

    // MARK: - The run

    /// Takes the measurements of a run so far.
    func show(_ run: RunSnapshot, _ budgets: [Budget]) { take(.running(run, budgets)) }

    /// Takes the end of the run, and waits until all readers have it, for a time that is limited:
    /// the process may end with the test.
    func end(_ result: LoadTestResult) async {
        take(.ended(result))
        let end = ContinuousClock.now + Self.maxEndWait
        while isAwaited, ContinuousClock.now < end, !Task.isCancelled {
            // Readers are served on threads of their own, which have no task to resume.
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private func take(_ content: Content) {
        state.withLock { state in
            state.version += 1
            state.content = content
        }
    }

    private var isAwaited: Bool {
        state.withLock { state in state.sent.values.contains { $0 != state.version } }
    }

    // MARK: - Readers

    /// The report to show, made where there are newer measurements: the last ones at once, others
    /// behind a rest.
    private func report() -> Made {
        made.withLock { made in
            let (version, content) = state.withLock { ($0.version, $0.content) }
            let start = ContinuousClock.now
            if let made, made.version == version || start < made.restEnd && !content.isEnd {
                return made
            }
            let report = content.report
            let end = ContinuousClock.now
            let new = Made(
                version: version, report: report, restEnd: end + (end - start) * Self.rest)
            made = new
            return new
        }
    }

    /// The page as it is now.
    var page: String { report().report.page }

    func answer(_ request: PageRequest, _ connection: PageConnection) {
        switch request.path {
        case "/":
            connection.answer(
                page, type: "text/html; charset=utf-8",
                fields: [
                    "Content-Security-Policy: frame-ancestors 'none'",
                    "Referrer-Policy: no-referrer",
                ])
        case "/events": stream(to: connection)
        default: connection.refuse("404 Not Found")
        }
    }

    /// Sends the current run's report and those after it, until the reader is gone.
    private func stream(to connection: PageConnection) {
        let reader = state.withLock { state in
            state.readers += 1
            state.sent[state.readers] = -1
            return state.readers
        }
        defer { state.withLock { $0.sent[reader] = nil } }
        guard connection.send(PageConnection.head("200 OK", type: "text/event-stream")) else {
            return
        }
        var (sent, idle) = (-1, 0)
        while true {
            let made = report()
            if made.version != sent {
                guard connection.send(made.report.event) else { return }
                state.withLock { $0.sent[reader] = made.version }
                (sent, idle) = (made.version, 0)
            } else {
                // A comment now and then finds out that nobody reads any more.
                idle += 1
                guard idle % 20 != 19 || connection.send(":\n\n") else { return }
            }
            Thread.sleep(forTimeInterval: Self.pollInterval)
        }
    }
}

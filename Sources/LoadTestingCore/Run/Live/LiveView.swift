import Foundation
import LoadTestingMacrosFree
import Synchronization

/// The live view of this process' runs: a page on loopback that shows the current one.
///
/// One server for all runs of a process, so that a page stays open from test to test.
final class LiveView: Sendable {
    private let events = Mutex(Events())

    /// The events of the current run.
    struct Events: Sendable {
        /// The number of the run, of this process.
        var run = 0
        var list: [LiveEvent] = []
        /// Seconds that were left out at the front.
        var dropped = 0
        /// By reader: what it was given to send, and what it has sent.
        var given: [Int: Place] = [:]
        var sent: [Int: Place] = [:]
        var readers = 0

        /// The end of the events of a run.
        struct Place: Hashable {
            var run = 0
            var count = 0
        }

        var end: Place { Place(run: run, count: list.count + dropped) }

        /// The events that a reader lacks.
        mutating func take(for reader: Int) -> String {
            let place = given[reader] ?? Place()
            let known = place.run == run ? max(0, place.count - dropped) : 0
            given[reader] = end
            return list.dropFirst(known).map(\.text).joined()
        }

        /// A reader has sent what it was given.
        mutating func confirm(_ reader: Int) { sent[reader] = given[reader] }
    }

    /// The seconds that are kept: those of two hours.
    private static let maxEvents = 7_200
    private static let pollInterval: TimeInterval = 0.1

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

    /// A run begins: the page forgets the one before.
    func begin(_ name: String) {
        events.withLock { events in
            events.run += 1
            events.dropped = 0
            events.list = [.begin(name)]
        }
    }

    /// Takes an event of the run.
    func add(_ event: LiveEvent) {
        events.withLock { events in
            events.list.append(event)
            guard events.list.count > Self.maxEvents else { return }
            // The first one is the beginning.
            events.list.remove(at: 1)
            events.dropped += 1
        }
    }

    /// Takes the end of the run, and waits until all readers have it, half a second at most: the
    /// process may end with the test.
    func end(_ result: LoadTestResult) async {
        add(.end(result))
        let end = ContinuousClock.now + .milliseconds(500)
        while isAwaited, ContinuousClock.now < end, !Task.isCancelled {
            // Readers are served on threads of their own, which have no task to resume.
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private var isAwaited: Bool {
        events.withLock { events in events.sent.values.contains { $0 != events.end } }
    }

    // MARK: - Readers

    func answer(_ request: PageRequest, _ connection: PageConnection) {
        if request.path == "/events" { return stream(to: connection) }
        guard let part = LivePage.part(at: request.path) else {
            return connection.refuse("404 Not Found")
        }
        connection.answer(
            part.text, type: part.type,
            fields: ["Content-Security-Policy: \(LivePage.policy)", "Referrer-Policy: no-referrer"])
    }

    /// Sends all events of the current run and of those after it, until the reader is gone.
    private func stream(to connection: PageConnection) {
        let reader = events.withLock { events in
            events.readers += 1
            events.sent[events.readers] = Events.Place()
            return events.readers
        }
        defer {
            events.withLock { events in
                events.given[reader] = nil
                events.sent[reader] = nil
            }
        }
        guard connection.send(PageConnection.head("200 OK", type: "text/event-stream")) else {
            return
        }
        var idle = 0
        while true {
            let text = events.withLock { $0.take(for: reader) }
            // A comment now and then finds out that nobody reads any more.
            idle = text.isEmpty ? idle + 1 : 0
            guard connection.send(idle % 20 == 19 ? ":\n\n" : text) else { return }
            events.withLock { $0.confirm(reader) }
            // Several events within the interval are sent in one piece.
            Thread.sleep(forTimeInterval: Self.pollInterval)
        }
    }
}

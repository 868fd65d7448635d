import LoadTestingMacrosFree

/// The events of a load, on a thread of their own.
struct EventTimeline: Sendable {
    private let thread: WaitingThread<[EventRecord]>

    /// Starts it.
    init(_ program: Program, clock: RunClock) {
        let events = program.events
        let loadEnd = program.groups.map(\.loadEndNanoseconds).max() ?? .max
        thread = WaitingThread(named: "load-events", period: .milliseconds(2)) { pause in
            var agenda = EventAgenda(events, loadEnd: loadEnd)
            defer { agenda.end() }
            repeat { agenda.proceed { clock.now } } while (try? pause()) != nil
            return agenda.records
        }
    }

    /// Ends it with the load: takes back what can be, and returns what has come about.
    func finish() async -> [EventRecord] {
        thread.cancel()
        return (try? await thread.value) ?? []
    }
}

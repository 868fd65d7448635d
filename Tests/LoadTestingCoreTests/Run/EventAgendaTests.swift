import LoadTestingMacrosFree
import Synchronization
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct EventAgendaTests {
    private struct Refusal: Error {}

    /// An action that notes when it is done and undone.
    private func action(
        _ name: String, for duration: Duration? = nil, in notes: Notes
    ) -> EventAction {
        EventAction(name, for: duration) {
            notes.add(name)
            return EventAction.Effect(processes: [7], undo: { notes.add("undo \(name)") })
        }
    }

    private final class Notes: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private func event(_ seconds: Int, _ actions: EventAction...) -> PlanEvent {
        At(.seconds(seconds)) { for action in actions { action } }.event
    }

    @Test func `actions come in the order of their instants, then of the plan`() {
        let notes = Notes()
        var agenda = EventAgenda([
            event(3, action("c", in: notes)),
            event(1, action("a", in: notes), action("b", in: notes)),
            event(3, action("d", in: notes)),
        ])
        agenda.proceed { 999_999_999 }
        #expect(notes.all.isEmpty)
        agenda.proceed { 1_000_000_000 }
        #expect(notes.all == ["a", "b"])
        agenda.proceed { 9_000_000_000 }
        #expect(notes.all == ["a", "b", "c", "d"])
        #expect(agenda.records.map(\.name) == ["a", "b", "c", "d"])
        #expect(
            agenda.records.map(\.plannedNanoseconds) == [1, 1, 3, 3].map { $0 * 1_000_000_000 })
        #expect(agenda.records[3].nanoseconds == 9_000_000_000 && agenda.records[3].isDone)
        agenda.end()
        #expect(notes.all.suffix(4) == ["undo d", "undo c", "undo b", "undo a"])
        #expect(agenda.records.allSatisfy { $0.undoneNanoseconds == nil && $0.processes == [7] })
    }

    @Test func `what holds for a time is undone after it, once`() {
        let notes = Notes()
        var agenda = EventAgenda([
            event(1, action("a", for: .seconds(2), in: notes)), event(2, action("b", in: notes)),
        ])
        for now in 1...5 { agenda.proceed { Int64(now) * 1_000_000_000 } }
        #expect(notes.all == ["a", "b", "undo a"])
        #expect(agenda.records[0].undoneNanoseconds == 3_000_000_000)
        agenda.end()
        agenda.end()
        #expect(notes.all == ["a", "b", "undo a", "undo b"])
    }

    @Test func `what fails is said and not undone, and the rest comes nevertheless`() {
        let notes = Notes()
        let failing = EventAction("f") { throw Refusal() }
        let refused = EventAction("r") { throw Problem("there is none", remedy: "start one") }
        var agenda = EventAgenda([event(1, failing, refused, action("a", in: notes))])
        agenda.proceed { 2_000_000_000 }
        agenda.end()
        #expect(notes.all == ["a", "undo a"])
        #expect(agenda.records.map(\.isDone) == [false, false, true])
        #expect(agenda.records[0].problem?.contains("Refusal") == true)
        #expect(agenda.records[1].text == "at 2 s r: there is none")
    }

    @Test func `what holds is undone at the planned end of the load`() {
        let notes = Notes()
        var agenda = EventAgenda([event(1, action("a", in: notes))], loadEnd: 3_000_000_000)
        agenda.proceed { 2_999_999_999 }
        #expect(notes.all == ["a"])
        agenda.proceed { 3_000_000_000 }
        #expect(notes.all == ["a", "undo a"])
    }

    @Test func `an instant that the load has not reached is no event`() {
        let notes = Notes()
        var agenda = EventAgenda([event(5, action("a", in: notes))])
        agenda.proceed { 1 }
        agenda.end()
        agenda.proceed { 6_000_000_000 }
        #expect(notes.all.isEmpty && !agenda.records[0].isDone)
        #expect(agenda.records[0].text == "at 5 s a: the load was over")
    }
}

import CLoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct ProcessorTallyTests {
    /// What each look adds, in seconds of processor time.
    private func used(_ looks: [[clt_process_use]]) -> [Double] {
        var tally = ProcessorTally()
        return looks.map { look in
            let time = tally.add(look)
            return ((time.user + time.system) * 1e6).rounded() / 1e6
        }
    }

    @Test func `what was used before the first look does not count`() {
        #expect(
            used([[.made(1, user: 7, system: 2)], [.made(1, user: 7.25, system: 2.5)]])
                == [0, 0.75])
    }

    @Test func `a child that ends is counted once, though its parent gets its time, too`() {
        #expect(
            used([
                [.made(1, user: 1), .made(2, parent: 1, user: 3)],
                [.made(1, user: 1.5), .made(2, parent: 1, user: 4)],
                // It used another half second before it ended.
                [.made(1, user: 2, children: 4.5)],
            ]) == [0, 1.5, 1])
    }

    @Test func `a child that lived between two looks is counted by its parent`() {
        #expect(
            used([[.made(1, user: 1)], [.made(1, user: 1, children: 0.3)]]) == [0, 0.3])
    }

    @Test func `a child that nobody waits for takes nothing away`() {
        #expect(
            used([
                [.made(1, user: 1), .made(2, parent: 1, user: 3)], [.made(1, user: 1.25)],
            ]) == [0, 0.25])
    }

    @Test func `an orphan's time is with the supervisor, less what was seen of it`() {
        var tally = ProcessorTally()
        let looks: [(processes: [clt_process_use], supervisor: clt_process_use)] = [
            ([.made(1)], .made(9, user: 40, children: 5)),
            // Forked twice: it came of 2, which ended at once.
            (
                [.made(1), .made(2, parent: 1), .made(3, parent: 2, user: 0.25)],
                .made(9, user: 50, children: 5)
            ),
            ([.made(1)], .made(9, user: 60, children: 5.75)),
            ([.made(1)], .made(9, user: 70, children: 6)),
        ]
        let used = looks.map { look in
            let time = tally.add(look.processes, supervisor: look.supervisor)
            return ((time.user + time.system) * 1e6).rounded() / 1e6
        }
        #expect(used == [0, 0.25, 0.5, 0.25])
        #expect(tally.lost == 0)
    }

    @Test func `a parent that was looked at just before it waited is believed at the next look`() {
        var tally = ProcessorTally()
        for look: [clt_process_use] in [
            [.made(1), .made(2, parent: 1, user: 1)], [.made(1)], [.made(1, children: 1.25)],
        ] {
            _ = tally.add(look)
        }
        #expect(tally.lost == 0)
        let rest = tally.add([.made(1, children: 1.25)])
        #expect(rest == ProcessorTally.Time())
    }

    @Test func `whose end nobody was told of is lost`() {
        var tally = ProcessorTally()
        for look: [clt_process_use] in [
            [.made(1), .made(2, parent: 1, user: 1), .made(3, parent: 1, user: 0.01)], [.made(1)],
            [.made(1)], [.made(1)],
        ] {
            _ = tally.add(look)
        }
        #expect(tally.lost == 1, "of the other one nothing but a tick was seen")
    }

    @Test func `a child that ends with its own child between two looks is counted once`() {
        #expect(
            used([
                [.made(1), .made(2, parent: 1, user: 3), .made(3, parent: 2, user: 5)],
                // 2 has waited for 3 and 1 for 2: 8 s were seen already.
                [.made(1, children: 8.5)],
            ]) == [0, 0.5])
    }

    @Test func `a process that came later has used all of its time`() {
        #expect(
            used([[.made(1)], [.made(1), .made(2, parent: 1, user: 0.2)]]) == [0, 0.2])
    }

    @Test func `another process with the same identifier is another process`() {
        #expect(
            used([
                [.made(1), .made(2, parent: 1, start: 5, user: 9)],
                [.made(1, children: 9), .made(2, parent: 1, start: 6, user: 0.5)],
            ]) == [0, 0.5])
    }
}

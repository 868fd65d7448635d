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

import Testing

@testable import LoadTestingCore

/// The lines about machine and process that a report shows only where they say something.
@Suite struct HealthReviewNotableNotesTests {
    private func notes(
        _ change: (inout GeneratorHealth) -> Void, facts: (inout GeneratorFacts) -> Void = { _ in }
    ) -> [String] {
        var health = GeneratorHealth()
        health.machine = MachineLoad(capacitySeconds: 10, busySeconds: 5, stolenSeconds: 0)
        change(&health)
        var generator = GeneratorFacts.made(host: "h")
        facts(&generator)
        var run = RunSnapshot.made([("a", .made(ok: [(1, 1)]))], health: health)
        run.facts.generators = [generator]
        return HealthReview(run).notableNotes
    }

    @Test func `a quiet machine and a quiet process have no line`() {
        let notes = notes {
            $0.threads.watchedNanoseconds = 100
            $0.threads.waitedNanoseconds = 5
            $0.openDescriptors = 500
            $0.tcpSockets = 14_000
        } facts: {
            $0.openFileLimit = 1_024
            $0.localPorts = 28_232
        }
        #expect(notes == [])
    }

    @Test(arguments: [(8.0, false), (8.1, true)])
    func `a machine is busy above 80 % of its processors`(busySeconds: Double, isSaid: Bool) {
        let notes = notes {
            $0.machine = MachineLoad(
                capacitySeconds: 10, busySeconds: busySeconds, stolenSeconds: nil)
        }
        #expect(notes.isEmpty != isSaid)
        #expect(notes.allSatisfy { $0 == "machine 81 % busy, stolen by a hypervisor: unknown" })
    }

    @Test(arguments: [(1, false), (2, true)])
    func `a machine is busy when it is in half of the seconds`(busySeconds: Int, isSaid: Bool) {
        var run = RunSnapshot.made(seconds: (0..<4).map { _ in .made(ok: [(1, 1)]) })
        for second in 0..<4 {
            run.intervals[second].health.machine = MachineLoad(
                capacitySeconds: 1, busySeconds: second < busySeconds ? 0.9 : 0.1,
                stolenSeconds: 0)
        }
        #expect(HealthReview(run).notableNotes.isEmpty != isSaid)
    }

    @Test(arguments: [(0.1, false), (0.11, true)])
    func `stolen time has a line above 1 %`(stolenSeconds: Double, isSaid: Bool) {
        let notes = notes {
            $0.machine = MachineLoad(
                capacitySeconds: 10, busySeconds: 5, stolenSeconds: stolenSeconds)
        }
        #expect(notes.isEmpty != isSaid)
    }

    @Test(arguments: [(50, false), (51, true)])
    func `waiting threads have a line above 5 %`(waited: Int64, isSaid: Bool) {
        let notes = notes {
            $0.threads.watchedNanoseconds = 1_000
            $0.threads.waitedNanoseconds = waited
        }
        #expect(notes.isEmpty != isSaid)
    }

    @Test func `files and ports have a line above half of their limit`() {
        let files = notes {
            $0.openDescriptors = 513
            $0.tcpSockets = 60
        } facts: {
            $0.openFileLimit = 1_024
            $0.localPorts = 28_232
        }
        #expect(
            files == [
                "at most about 513 open files of 1,024, 60 TCP sockets of the system in use"
                    + " (28,232 local ports)"
            ])
        #expect(
            notes {
                $0.tcpSockets = 15_000
            } facts: {
                $0.localPorts = 28_232
            }.count == 1)
        #expect(notes { $0.tcpSockets = 15_000 } == [])
    }
}

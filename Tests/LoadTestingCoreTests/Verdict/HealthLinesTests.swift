import Testing

@testable import LoadTestingCore

/// Lines about the generator that change no verdict.
@Suite struct HealthLinesTests {
    private static let second: Int64 = 1_000_000_000

    private func review(
        isClosed: Bool = true, _ change: (inout GeneratorHealth) -> Void
    ) -> HealthReview {
        var health = GeneratorHealth()
        change(&health)
        var run = RunSnapshot.made([("GET /", .made(ok: [(1_000, 61)]))], health: health)
        run.facts.isClosed = isClosed
        return HealthReview(run)
    }

    @Test func `a quiet generator is no suspect`() {
        #expect(review { _ in }.suspects.isEmpty)
    }

    @Test(arguments: [(Int64(6_000), false), (6_101, true)])
    func `a delay above a tenth of the p99 and 2 ms is one`(microseconds: Int64, isSaid: Bool) {
        let charge = ChargedTimes.made(
            measured: 61_000_000, relieved: 61_000_000 - microseconds * 1_000, count: 1_000)
        var run = review { _ in }.snapshot
        var label = run.intervals[0].labels[0]
        label.responseCharges = charge
        run.intervals[0].labels = PackedLabels([label])
        let review = HealthReview(run)
        #expect(review.suspects.isEmpty != isSaid)
        #expect(review.suspects.allSatisfy { $0.contains("itself late by") })
    }

    @Test func `busy threads of a closed load gave what they could`() {
        let busy = { (seconds: Int64) -> (inout GeneratorHealth) -> Void in
            { $0.threads.longestBusyNanoseconds = seconds * Self.second }
        }
        #expect(review(busy(2)).suspects.isEmpty)
        let closed = review(busy(3)).suspects
        #expect(closed.count == 1 && closed[0].contains("could give: 100/s"))
        let open = review(isClosed: false, busy(3)).suspects
        #expect(open == ["a thread of this generator was more than 90 % busy for 3 s"])
    }

    @Test func `a machine that is full for half of the time, or partly another's, is said`() {
        let machine = { (busy: [Double], stolen: Double) -> HealthReview in
            self.review { health in
                for share in busy {
                    health.machine.merge(
                        MachineLoad(
                            capacitySeconds: 2, busySeconds: share * 2, stolenSeconds: stolen * 2))
                }
            }
        }
        #expect(machine([0.96, 0.2, 0.97, 0.3], 0).suspects.first?.contains("2 of 4 s") == true)
        #expect(machine([0.96, 0.2, 0.3], 0).suspects.isEmpty)
        #expect(machine([0.5], 0.06).suspects.first?.contains("6 %") == true)
        #expect(machine([0.5], 0.05).suspects.isEmpty)
        #expect(
            machine([0.5], 0.02).notes.first == "machine 50 % busy, stolen by a hypervisor: 2 %")
    }

    @Test func `what is unknown is called so`() {
        #expect(review { _ in }.notes == ["load of the machine unknown"])
        let review = review {
            $0.machine = MachineLoad(capacitySeconds: 1, busySeconds: 0.5, stolenSeconds: nil)
        }
        #expect(review.notes == ["machine 50 % busy, stolen by a hypervisor: unknown"])
    }

    @Test func `descriptors, sockets, late arrivals and the baseline overhead are notes`() {
        var run = review {
            $0.openDescriptors = 1_034
            $0.tcpSockets = 60
            $0.arrivalDelay = HistogramSnapshot(nanoseconds: [4_000_000])
            $0.longestGapNanoseconds = 2 * Self.second
        }.snapshot
        run.baselineOverhead = BaselineOverhead(times: HistogramSnapshot(nanoseconds: [120_000]))
        let review = HealthReview(run)
        #expect(
            review.notes.dropFirst() == [
                "at most about 1,034 open files, 60 TCP sockets of the system in use",
                "arrivals began up to 4 ms late (p99)",
                "baseline overhead 120 µs (p50 against a null target), p99 120 µs",
            ])
        #expect(review.suspects == ["this generator was stalled for 2 s"])
        let report = ConsoleReport(.made(run)).text
        #expect(report.contains("  suspect: this generator was stalled for 2 s\n"))
        #expect(
            report.contains("\n           baseline overhead 120 µs (p50 against a null target)"))
    }
}

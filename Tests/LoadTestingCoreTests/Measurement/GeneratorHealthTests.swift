import Testing

@testable import LoadTestingCore

@Suite struct GeneratorHealthTests {
    private let second: Int64 = 1_000_000_000

    @Test func `busy seconds of one thread that follow one another are an interval`() {
        var watch = ThreadWatch()
        var sum = ThreadLoad()
        for share in [0.97, 0.91, 0.5, 0.96, 0.99, 0.92, 0.93, 0.1] {
            sum.merge(watch.add(processor: Int64(share * 1e9), elapsed: second))
        }
        #expect(sum.watchedNanoseconds == 8 * second)
        #expect(sum.longestBusyNanoseconds == 4 * second)
        #expect(sum.saturatedNanoseconds == 3 * second)
        #expect(sum.saturatedShare == 0.375)
        #expect(ThreadLoad().saturatedShare == nil)
        #expect(watch.add(processor: 5, elapsed: 0) == ThreadLoad())
    }

    @Test func `looks at the machine add up; stolen time stays unknown where one did not say`() {
        var load = MachineLoad()
        #expect(load.busyShare == nil && load.stolenShare == nil)
        load.merge(MachineLoad(capacitySeconds: 2, busySeconds: 1.96, stolenSeconds: 0.1))
        load.merge(MachineLoad(capacitySeconds: 2, busySeconds: 0.04, stolenSeconds: 0.1))
        load.merge(MachineLoad())
        #expect(load.observations == 2 && load.saturatedObservations == 1)
        #expect(load.busyShare == 0.5 && load.stolenShare == 0.05)
        load.merge(MachineLoad(capacitySeconds: 2, busySeconds: 1, stolenSeconds: nil))
        #expect(load.stolenShare == nil && load.busyShare == 0.5)
    }

    @Test func `counters of the system that went back make nothing impossible`() {
        let more = MachineLoad(capacitySeconds: 2, busySeconds: 2.3, stolenSeconds: 5)
        #expect(more.busyShare == 1 && more.stolenShare == 1 && more.saturatedObservations == 1)
        let less = MachineLoad(capacitySeconds: 2, busySeconds: -0.1, stolenSeconds: -0.1)
        #expect(less.busyShare == 0 && less.stolenShare == 0 && less.saturatedObservations == 0)
    }

    @Test func `merged health is the worst of gaps and descriptors`() {
        var a = GeneratorHealth()
        a.longestGapNanoseconds = 5
        a.openDescriptors = 9
        var b = GeneratorHealth()
        b.longestGapNanoseconds = 3
        b.tcpSockets = 4
        b.openDescriptors = 11
        a.merge(b)
        #expect(a.longestGapNanoseconds == 5 && a.openDescriptors == 11 && a.tcpSockets == 4)
        a.merge(GeneratorHealth())
        #expect(a.openDescriptors == 11 && a.tcpSockets == 4)
    }
}

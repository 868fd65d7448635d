import Testing

@testable import LoadTestingCore

@Suite struct MachineTimeTests {
    @Test func `the system's count continues, and no more than all is busy`() throws {
        let before = try #require(MachineTime.now)
        let end = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < end {}
        let after = try #require(MachineTime.now)
        #expect(after.capacity > before.capacity)
        // One thread was busy for 300 ms, counted in steps of 10 ms.
        #expect(after.busy - before.busy > 0.1)
        #expect(after.busy <= after.capacity)
    }

    #if os(Linux)
        @Test func `the first line is all processors; waiting for a disk is idle, stolen is busy`()
            throws
        {
            let text = "cpu  100 20 30 400 50 6 4 90 70 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n"
            let time = try #require(MachineTime(processStatistics: text))
            #expect(time.capacity == 7 && time.busy == 2.5 && time.stolen == 0.9)
        }

        @Test(arguments: ["", "cpu0 1 2 3 4 5 6 7 8", "cpu 1 2 3", "cpu 0 0 0 0 0 0 0 0"])
        func `another text is no count`(_ text: String) {
            #expect(MachineTime(processStatistics: text) == nil)
        }

        @Test func `sockets of the system are counted`() throws {
            #expect(try #require(TCPSockets.count) >= 0)
        }
    #endif
}

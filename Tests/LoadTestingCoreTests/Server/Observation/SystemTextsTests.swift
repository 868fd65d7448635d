#if os(Linux)
    import Foundation
    import Testing

    @testable import LoadTestingCore

    /// Texts of the system, as seen on Linux 6.1 and in its manual pages.
    @Suite struct SystemTextsTests {
        @Test func `bytes of all interfaces are summed`() throws {
            let bytes = try #require(
                NetworkBytes.sum(
                    """
                    Inter-|   Receive                          |  Transmit
                     face |bytes    packets errs drop fifo frame compressed multicast|bytes packets
                        lo: 1000 10 0 0 0 0 0 0 1000 10 0 0 0 0 0 0
                      eth0:2500 25 0 0 0 0 0 0   700  7 0 0 0 0 0 0
                    """))
            #expect(bytes.received == 3_500 && bytes.sent == 1_700)
            #expect(NetworkBytes.sum("nothing") == nil)
        }

        @Test func `a count is found by its name among those of its family`() {
            let text = """
                TcpExt: SyncookiesSent ListenOverflows ListenDrops
                TcpExt: 0 12 13
                IpExt: InNoRoutes ListenOverflows
                IpExt: 1 99
                """
            #expect(SystemSigns.count("ListenOverflows", of: "TcpExt:", in: text) == 12)
            #expect(SystemSigns.count("RetransSegs", of: "TcpExt:", in: text) == nil)
            #expect(SystemSigns.count("ListenOverflows", of: "Tcp:", in: text) == nil)
            #expect(
                SystemSigns.count("ListenDrops", of: "TcpExt:", in: "TcpExt: ListenDrops") == nil)
        }

        @Test func `pressure is the time for which some waited`() {
            let text = """
                some avg10=0.00 avg60=0.02 avg300=0.18 total=2879251
                full avg10=0.00 avg60=0.00 avg300=0.12 total=1871651
                """
            #expect(SystemSigns.pressure(text) == 2.879251)
            #expect(SystemSigns.pressure("full avg10=0.00 total=5") == nil)
            #expect(SystemSigns.pressure("") == nil)
        }

        @Test func `each core is told from the sum of all`() throws {
            let time = try #require(
                MachineTime(
                    processStatistics: """
                        cpu  300 0 100 500 100 0 0 50 0 0
                        cpu0 200 0 50 200 50 0 0 50 0 0
                        cpu1 100 0 50 300 50 0 0 0 0 0
                        intr 1 2 3
                        """))
            #expect(time.capacity == 10.5 && time.busy == 4.5 && time.stolen == 0.5)
            #expect(time.coreBusy == [3, 1.5])
        }

        @Test(arguments: [
            ("0::/system.slice/app", "system.slice/app/cpu.stat", "throttled_usec 2500000", 2.5),
            ("0::/", "cpu.stat", "nr_periods 4\nthrottled_usec 1000000\n", 1),
            (
                "11:memory:/x\n4:cpu,cpuacct:/x\n0::/", "cpu,cpuacct/x/cpu.stat",
                "nr_throttled 1\nthrottled_time 1500000000", 1.5
            ),
        ])
        func `a cgroup of either version tells for how long it was throttled`(
            cgroups: String, path: String, text: String, seconds: Double
        ) throws {
            let root = FileManager.default.temporaryDirectory.appending(
                path: "cgroup-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: root) }
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            let reader = CgroupReader(cgroups: cgroups, root: root.path)
            #expect(reader.use == CgroupUse(throttledSeconds: seconds))
        }

        @Test func `where nothing can be read there is no use`() {
            #expect(CgroupReader(cgroups: "", root: "/nowhere").use == nil)
            #expect(CgroupReader(cgroups: "0::/x", root: "/nowhere").use == nil)
        }
    }
#endif

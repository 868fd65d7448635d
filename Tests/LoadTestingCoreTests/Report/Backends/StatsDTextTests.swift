import Testing

@testable import LoadTestingCore

@Suite struct StatsDTextTests {
    private func lines(_ interval: BackendInterval) -> Set<String> {
        Set(StatsDText(prefix: "load").lines(of: interval).split(separator: "\n").map(String.init))
    }

    @Test func `counts are counters, times are gauges`() {
        let lines = lines(.sample())
        #expect(
            lines.isSuperset(of: [
                "load.GET__a.ok:100|c", "load.GET__a.failed:5|c", "load.GET__a.sent_bytes:1050|c",
                "load.GET__a.failed.timeout_body_:2|c", "load.GET__a.response_time.mean:505.000|g",
                "load.all.ok:101|c", "load.all.throughput:20.200|g", "load.active_users:6.000|g",
            ]))
        #expect(!lines.contains { $0.contains("load.b.failed") })
    }

    @Test func `a label can't end its name`() {
        let lines = lines(.sample(named: "a:1|c\n#b@"))
        #expect(lines.contains("load.a_1_c__b_.ok:100|c"))
        #expect(lines.allSatisfy { $0.count { $0 == "|" } == 1 && $0.count { $0 == ":" } == 1 })
    }
}

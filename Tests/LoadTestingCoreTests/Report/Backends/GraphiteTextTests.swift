import Testing

@testable import LoadTestingCore

@Suite struct GraphiteTextTests {
    private func lines(
        _ interval: BackendInterval = .sample(), prefix: String = "load.ci"
    ) -> [String: String] {
        let text = GraphiteText(prefix: prefix).lines(of: interval)
        return Dictionary(
            uniqueKeysWithValues: text.split(separator: "\n").map { line in
                let words = line.split(separator: " ")
                #expect(words.count == 3 && words[2] == "1700000000", "\(line)")
                return (String(words[0]), String(words[1]))
            })
    }

    @Test func `the names are JMeter's`() {
        let lines = lines()
        #expect(lines["load.ci.GET__a.ok.count"] == "100")
        #expect(lines["load.ci.GET__a.ko.count"] == "5")
        #expect(lines["load.ci.GET__a.a.count"] == "105")
        #expect(lines["load.ci.GET__a.ok.min"] == "10.000")
        #expect(lines["load.ci.GET__a.ok.avg"] == "505.000")
        #expect(lines["load.ci.GET__a.ok.pct99"]?.hasPrefix("99") == true)
        #expect(lines["load.ci.GET__a.ko.http_503_.count"] == "3")
        #expect(lines["load.ci.GET__a.h.count"] == "105")
        #expect(lines["load.ci.GET__a.sb.bytes"] == "1050")
        #expect(lines["load.ci.all.a.count"] == "106")
        #expect(lines["load.ci.all.throughput"] == "20.200")
        #expect(lines["load.ci.both.ok.count"] == "1")
        #expect(lines["load.ci.test.maxAT"] == "6" && lines["load.ci.test.meanAT"] == "4.500")
    }

    @Test(arguments: [
        ("a.b c/d", "a_b_c_d"), ("é\n;=", "____"), ("", "_"), ("(){}|*", "______"),
        ("ok-2_x", "ok-2_x"),
    ])
    func `a label is one level of the name`(label: String, level: String) {
        #expect(lines(.sample(named: label))["load.ci.\(level).ok.count"] == "100")
    }

    @Test(arguments: [("", ""), ("a", "a."), (".a..b c.", "a.b_c.")])
    func `a prefix keeps its levels`(prefix: String, start: String) {
        #expect(lines(prefix: prefix)["\(start)all.a.count"] == "106")
    }

    @Test(
        arguments: [
            (0, "0.000"), (1e-9, "0.000"), (0.0004, "0.000"), (12.3456, "12.346"),
            (1_234_567.5, "1234567.500"), (-0.5, "-0.500"),
        ] as [(Double, String)])
    func `a figure has no exponent and no grouping`(value: Double, text: String) {
        #expect(BackendName.figure(value) == text)
    }
}

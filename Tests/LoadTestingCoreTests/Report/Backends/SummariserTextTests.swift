import Testing

@testable import LoadTestingCore

@Suite struct SummariserTextTests {
    /// JMeter's own, as its readers look for it.
    private func isJMeters(_ line: String) -> Bool {
        let counts = #/(\S+) ([+=])\s+(\d+) in (\d\d):(\d\d):(\d\d) =\s+([\d.]+|\*{6})/s /#
        let times = #/Avg:\s+(-?\d+) Min:\s+(-?\d+) Max:\s+(-?\d+) /#
        let errors = #/Err:\s+(\d+) \(([\d.]+)%\)( Active: \d+ Started: \d+ Finished: \d+)?/#
        guard let start = line.prefixMatch(of: counts),
            let middle = line[start.range.upperBound...].prefixMatch(of: times)
        else { return false }
        return line[middle.range.upperBound...].wholeMatch(of: errors) != nil
    }

    private func interval() -> BackendInterval {
        var interval = BackendInterval.sample()
        interval.users.started = 6
        interval.users.ended = 2
        return interval
    }

    @Test func `the first line is the interval's alone, later ones have the sum`() {
        var text = SummariserText()
        let first = text.lines(of: interval())
        #expect(
            first == [
                "summary +    106 in 00:00:05 =   21.2/s Avg:   570 Min:     1 Max:  2000"
                    + " Err:     5 (4.72%) Active: 4 Started: 6 Finished: 2"
            ])
        let second = text.lines(of: interval())
        #expect(second.count == 2 && second[0].hasSuffix("Active: 8 Started: 12 Finished: 4"))
        #expect(
            second[1]
                == "summary =    212 in 00:00:10 =   21.2/s Avg:   570 Min:     1 Max:  2000"
                + " Err:    10 (4.72%)")
        #expect((first + second).allSatisfy(isJMeters))
    }

    @Test func `a short run has the sum alone, a long one its rest, too`() {
        var short = SummariserText()
        let only = short.lastLines(of: interval())
        #expect(only.count == 1 && only[0].hasPrefix("summary =    106 in 00:00:05 "))
        var long = SummariserText()
        _ = long.lines(of: interval())
        let last = long.lastLines(of: interval())
        #expect(last.count == 2 && last[0].hasPrefix("summary +    106"))
        #expect(last[1].hasPrefix("summary =    212 in 00:00:10"))
        #expect((only + last).allSatisfy(isJMeters))
    }

    @Test func `a run without a request has a line that readers know`() {
        var text = SummariserText()
        let lines = text.lastLines(of: nil)
        #expect(lines.count == 1 && lines.allSatisfy(isJMeters))
        #expect(lines[0].contains("= ******/s Avg:     0 Min:     0 Max:     0 Err:     0 (0.00%)"))
    }
}

import Testing

@testable import LoadTestingCore

@Suite struct ProgressTests {
    private func progress(
        seconds: Int = 20, fraction: Double?, rate: UInt64 = 3_412
    ) -> Progress {
        Progress(
            elapsedSeconds: seconds, requests: 34_120, errors: 5, rate: rate, activeUsers: 1_512,
            fraction: fraction)
    }

    @Test func `a line for a log says how far, how fast, how many, how long still`() {
        #expect(
            progress(fraction: 0.25).line
                == "20 s: 34,120 requests (3,412/s), 1,512 users, 5 errors, about 60 s left")
        #expect(
            progress(fraction: nil).line
                == "20 s: 34,120 requests (3,412/s), 1,512 users, 5 errors")
    }

    @Test func `a bar is filled by the fraction`() {
        #expect(
            progress(fraction: 0.5).bar(width: 8)
                == "[████····] 50 %  3,412/s  1,512 users, 5 errors  20 s left")
        #expect(progress(fraction: 0).bar(width: 4).hasPrefix("[····] 0 %  "))
        #expect(progress(fraction: 1).bar(width: 4).hasPrefix("[████] 100 %  "))
    }

    @Test func `after the load nobody knows how long answers take`() {
        var drain = progress(fraction: 1)
        drain.isDraining = true
        #expect(drain.line.hasSuffix("5 errors, waiting for the last answers"))
        #expect(drain.bar(width: 4).hasSuffix("5 errors  last answers"))
    }

    @Test func `a bar without an end shows the time`() {
        #expect(
            progress(fraction: nil).bar(width: 4)
                == "[····] 20 s  3,412/s  1,512 users, 5 errors")
    }

    @Test(arguments: [-1.0, 1.5, 1e9]) func `a fraction outside never breaks the bar`(
        fraction: Double
    ) {
        #expect(progress(fraction: fraction).bar(width: 4).count(where: { "█·".contains($0) }) == 4)
    }

    @Test(arguments: [(0, 0.5), (20, 0.01), (20, 0.001), (20, 0)] as [(Int, Double)])
    func `nobody guesses the rest from next to nothing`(seconds: Int, fraction: Double) {
        #expect(!progress(seconds: seconds, fraction: fraction).line.contains("left"))
    }
}

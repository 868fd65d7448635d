import Testing

@testable import LoadTestingCore

@Suite struct TrendTests {
    private func points(_ values: [Double]) -> [(time: Double, value: Double)] {
        values.enumerated().map { (time: Double($0), value: $1) }
    }

    @Test func `the slope of a line is its own, whatever outliers do`() {
        var line = (0..<30).map { 10 + 0.5 * Double($0) }
        #expect(abs(Trend(points(line)).slope - 0.5) < 1e-12)
        for index in [2, 9, 17, 25] { line[index] = 1_000 }
        let bent = Trend(points(line))
        #expect(abs(bent.slope - 0.5) < 0.05 && bent.isSignificant)
    }

    @Test func `gaps in time do not change the slope`() {
        let line = [0.0, 1, 7, 8, 20, 21].map { (time: $0, value: 3 - 2 * $0) }
        #expect(abs(Trend(line).slope + 2) < 1e-12)
    }

    @Test func `noise has a significant slope in about 1 % of cases`() {
        let alarms = (0..<500).count { seed in
            var generator = SeededGenerator(seed: UInt64(seed))
            let noise = (0..<30).map { _ in Double.random(in: 0..<1, using: &generator) }
            return Trend(points(noise)).isSignificant
        }
        #expect(alarms <= 12)
    }

    @Test func `nothing has no slope`() {
        #expect(Trend([]).slope == 0 && !Trend([]).isSignificant)
        #expect(!Trend(points(Array(repeating: 5, count: 50))).isSignificant)
    }
}

import Testing

@testable import LoadTestingCore

@Suite struct ChartAxisTests {
    @Test(arguments: [0.0, 0.3, 1, 7, 99, 100, 101, 12_345, 9.99e6, 3e12])
    func `a linear axis begins at zero, holds its values, and has few round ticks`(most: Double) {
        let axis = ValueAxis([most, most / 3], unit: .rate)
        #expect(axis.ticks.first == 0)
        #expect(axis.ticks.last ?? 0 >= most)
        #expect((2...7).contains(axis.ticks.count))
        #expect(axis.position(0) == 0)
        #expect(axis.position(axis.ticks.last ?? 0) == 1)
    }

    @Test(arguments: [(1e4, 2e9), (2e6, 1.7e7), (1.0, 5e11), (3e6, 3.1e6)])
    func `a logarithmic axis holds its values and has few round ticks`(
        least: Double, most: Double
    ) {
        let axis = ValueAxis([most, least], unit: .time, prefersLogarithmic: true)
        #expect((2...10).contains(axis.ticks.count), "\(axis.ticks)")
        #expect(axis.position(most) <= 1)
        #expect(axis.position(most) > 0.5)
        #expect(axis.position(least) < axis.position(most))
        let texts = axis.ticks.map(ChartUnit.time.text)
        #expect(Set(texts).count == texts.count, "\(texts)")
    }

    @Test func `an axis of a decade or more is divided by decades`() {
        let axis = ValueAxis([1e6, 1e9], unit: .time, prefersLogarithmic: true)
        #expect(axis.isLogarithmic)
        #expect(axis.ticks.map(ChartUnit.time.text) == ["1 ms", "10 ms", "100 ms", "1 s"])
        #expect(abs(axis.position(1e7) - 1 / 3.0) < 1e-9)
    }

    @Test func `bytes have ticks at powers of two`() {
        let axis = ValueAxis([100 * 1_024 * 1_024], unit: .bytes)
        #expect(axis.ticks.map(axis.unit.text).contains("32 MiB"))
    }

    @Test(arguments: [0.4, 5, 59.9, 60, 119, 120, 601, 7_200, 86_400, 400_000])
    func `an axis of time has few ticks, none of one text twice`(seconds: Double) {
        let axis = TimeAxis(seconds: seconds, instants: [])
        let texts = axis.ticks.map(axis.text)
        #expect((2...8).contains(texts.count), "\(texts)")
        #expect(Set(texts).count == texts.count, "\(texts)")
        #expect(axis.ticks.allSatisfy { $0 <= seconds })
    }

    @Test func `instants are written as seconds, minutes or hours`() {
        #expect(TimeAxis(seconds: 60, instants: []).text(2.5) == "2.5 s")
        #expect(TimeAxis(seconds: 600, instants: []).text(65) == "1:05")
        #expect(TimeAxis(seconds: 7_200, instants: []).text(3_723) == "1:02:03")
    }

    @Test func `a path of many points keeps each spike and gap in few points`() {
        var points: [(x: Double, y: Double)?] = (0..<50_000).map {
            (x: Double($0) / 50, y: 100 + Double($0 % 3))
        }
        points[23_456]?.y = 3
        points[31_234] = nil
        let kept = ChartPath.downsampled(points)
        #expect(kept.count <= 2 * ChartPath.columns + 4)
        #expect(kept.contains { $0?.y == 3 })
        #expect(kept.contains { $0 == nil })
        #expect(
            ChartPath([nil, (x: 1, y: 2), nil, (x: 3, y: 4), (x: 5, y: 6.25)]).text
                == "M1 2h0M3 4h0L5 6.3")
    }
}

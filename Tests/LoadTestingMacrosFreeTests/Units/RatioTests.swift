import Foundation
import LoadTestingMacrosFree
import Testing

@Suite struct RatioTests {
    @Test func `percent is a hundredth in every spelling`() {
        #expect(Ratio.percent(1).fraction == 0.01)
        #expect(1.percent == .percent(1))
        #expect(0.1.percent == .percent(0.1))
        #expect(Ratio(fraction: 0.5) == .percent(50))
    }

    @Test func `ratios are ordered by their fraction`() {
        #expect(Ratio.percent(1) < .percent(2))
        #expect(!(Ratio.percent(2) < .percent(2)))
        #expect([Ratio.percent(3), .percent(1), .percent(2)].max() == .percent(3))
    }

    @Test(arguments: [
        (0, "0 %"), (0.001, "0.1 %"), (0.0012, "0.12 %"), (0.000_001, "0.0001 %"),
        (0.000_000_4, "0.00004 %"), (0.021, "2.1 %"), (1, "100 %"), (-0.5, "-50 %"),
        (1.0 / 3.0, "33.33 %"), (9.5e12, "950,000,000,000,000 %"), (.nan, "nan %"),
    ])
    func `a ratio is written in percent`(fraction: Double, text: String) {
        #expect(Ratio(fraction: fraction).description == text)
    }

    @Test func `a ratio survives JSON`() throws {
        let ratio = Ratio.percent(0.1)
        let data = try JSONEncoder().encode(ratio)
        #expect(try JSONDecoder().decode(Ratio.self, from: data) == ratio)
    }
}

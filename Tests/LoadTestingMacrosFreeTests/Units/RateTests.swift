import Foundation
import LoadTestingMacrosFree
import Testing

@Suite struct RateTests {
    @Test func `a rate a minute is a sixtieth a second`() {
        #expect(Rate.perMinute(60) == .perSecond(1))
        #expect(Rate(perSecond: 5_000) == .perSecond(5_000))
        #expect(Rate.perMinute(30).perSecond == 0.5)
    }

    @Test func `rates are ordered by their number a second`() {
        #expect(Rate.perMinute(59) < .perSecond(1))
        #expect(!(Rate.perSecond(1) < .perMinute(60)))
    }

    @Test(arguments: [
        (0, "0/s"), (0.5, "0.5/s"), (9.994, "9.99/s"), (12.34, "12.3/s"), (999.94, "999.9/s"),
        (5_000, "5,000/s"), (14_200.6, "14,201/s"), (.infinity, "inf/s"), (-2, "-2/s"),
    ])
    func `a rate is written a second`(perSecond: Double, text: String) {
        #expect(Rate.perSecond(perSecond).description == text)
    }

    @Test func `a rate survives JSON`() throws {
        let rate = Rate.perMinute(7)
        let data = try JSONEncoder().encode(rate)
        #expect(try JSONDecoder().decode(Rate.self, from: data) == rate)
    }
}

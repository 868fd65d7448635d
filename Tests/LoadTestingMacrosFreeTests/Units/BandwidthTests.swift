import LoadTestingMacrosFree
import Testing

@Suite struct BandwidthTests {
    @Test(arguments: [
        (Bandwidth.megabitsPerSecond(10), "10 Mbit/s"), (.kilobitsPerSecond(56), "56 kbit/s"),
        (.gigabitsPerSecond(2.5), "2.5 Gbit/s"), (.kilobytesPerSecond(1), "8 kbit/s"),
        (.megabytesPerSecond(125), "1 Gbit/s"), (Bandwidth(bitsPerSecond: 12), "12 bit/s"),
        (.gigabitsPerSecond(4_000), "4,000 Gbit/s"),
    ])
    func `a bandwidth is written with the unit that suits it`(value: Bandwidth, text: String) {
        #expect("\(value)" == text)
    }

    @Test func `the same amounts are equal, more is more`() {
        #expect(Bandwidth.megabitsPerSecond(8) == .megabytesPerSecond(1))
        #expect(Bandwidth.kilobytesPerSecond(1) < .kilobitsPerSecond(9))
    }
}

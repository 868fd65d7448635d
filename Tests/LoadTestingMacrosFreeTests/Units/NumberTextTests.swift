import LoadTestingMacrosFree
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (1_003_333, "1,003,333"),
        (-1, "-1"), (-999, "-999"), (-1_000, "-1,000"), (-12_345_678, "-12,345,678"),
        (Int.max, "9,223,372,036,854,775,807"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `integers are grouped by thousands`(value: Int, text: String) {
        #expect(NumberText.grouped(value) == text)
    }

    @Test func `unsigned integers are grouped to their largest value`() {
        #expect(NumberText.grouped(UInt64.max) == "18,446,744,073,709,551,615")
    }

    @Test(arguments: [
        (0, 2, "0"), (1, 2, "1"), (1.5, 2, "1.5"), (1.50, 3, "1.5"), (0.1, 1, "0.1"),
        (0.125, 2, "0.13"), (0.124, 2, "0.12"), (0.005, 2, "0.01"), (0.004, 2, "0.004"),
        (9.9951, 2, "10"), (9.994, 2, "9.99"), (9.999, 2, "10"), (99.95, 1, "100"), (0.5, 0, "1"),
        (0.49, 0, "0.5"), (0.000_04, 2, "0.00004"), (1e-12, 2, "0"),
        (1_234.5, 1, "1,234.5"), (1_234.56, 0, "1,235"), (2.25, 1, "2.3"), (1.05, 2, "1.05"),
    ])
    func `decimals are rounded half up without zeros at the end`(
        value: Double, places: Int, text: String
    ) {
        #expect(NumberText.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (-1.5, 1, "-1.5"), (-0.004, 2, "-0.004"), (-1e-12, 2, "0"), (-0.005, 2, "-0.01"),
        (-1_234.5, 0, "-1,235"),
        (-0.0, 2, "0"),
    ])
    func `negative decimals keep their sign unless they round to nothing`(
        value: Double, places: Int, text: String
    ) {
        #expect(NumberText.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (1e14, 6, "100,000,000,000,000"), (9.9e14, 4, "990,000,000,000,000"),
        (-9.9e14, 6, "-990,000,000,000,000"), (123_456_789_012.25, 6, "123,456,789,012.25"),
    ])
    func `large decimals are written with the digits that a Double holds`(
        value: Double, places: Int, text: String
    ) {
        #expect(NumberText.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (1e15, "1000000000000000.0"), (1e16, "1e+16"), (-1e300, "-1e+300"), (.infinity, "inf"),
        (-.infinity, "-inf"),
        (.nan, "nan"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `numbers beyond all use are written as Swift writes them`(value: Double, text: String) {
        for places in [0, 2, 6] { #expect(NumberText.decimal(value, places: places) == text) }
    }

    @Test(
        arguments: [
            (0, "0 ms"), (1, "1 ns"), (999, "999 ns"), (1_000, "1 µs"), (1_234, "1.23 µs"),
            (12_340, "12.3 µs"), (123_400, "123 µs"), (41_800_000, "41.8 ms"), (1_000_000, "1 ms"),
            (50_000_000, "50 ms"), (999_400_000, "999 ms"), (1_000_000_000, "1 s"),
            (61_400_000_000, "61.4 s"), (3_600_000_000_000, "3,600 s"), (-41_800_000, "-41.8 ms"),
            (-1, "-1 ns"), (Int64.max, "9,223,372,037 s"), (Int64.min, "-9,223,372,037 s"),
        ] as [(Int64, String)])
    func `durations have three significant digits and the unit that suits`(
        nanoseconds: Int64, text: String
    ) {
        #expect(NumberText.duration(nanoseconds: nanoseconds) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (1, "1 B"), (1_023, "1,023 B"), (1_024, "1 KiB"), (14_950, "14.6 KiB"),
        (1_048_576, "1 MiB"), (1_073_741_824, "1 GiB"), (5_497_558_138_880, "5,120 GiB"),
    ])
    func `sizes have a binary unit`(count: Int, text: String) {
        #expect(NumberText.bytes(count) == text)
    }
}

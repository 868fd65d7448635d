import Testing

@testable import LoadTestingCore

@Suite struct ArrayMomentsTests {
    @Test func `moments of known series`() {
        let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
        #expect(values.mean == 5)
        #expect(abs(values.standardDeviation - (32.0 / 7).squareRoot()) < 1e-12)
        #expect(values.median == 4.5 && [3.0, 1, 2].median == 2)
        #expect([Double]().mean == 0 && [Double]().median == 0 && [1.0].standardDeviation == 0)
    }

    @Test(
        arguments: [
            ([1, 2, 3, 4, 5], 0.4), ([1, -1, 1, -1], -0.75), ([3, 3, 3], 0),
            ([1, 1, -1, -1], 0.25),
        ] as [([Double], Double)])
    func `neighbours that are alike show in the autocorrelation`(values: [Double], expected: Double)
    {
        #expect(abs(values.autocorrelation - expected) < 1e-12)
    }
}

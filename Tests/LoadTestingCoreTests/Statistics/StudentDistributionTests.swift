import Testing

@testable import LoadTestingCore

@Suite struct StudentDistributionTests {
    /// Printed tables; checked with SciPy's `t.ppf`.
    @Test(arguments: [
        (1, 12.7062, 6.31375), (2, 4.30265, 2.91999), (3, 3.18245, 2.35336),
        (4, 2.77645, 2.13185), (5, 2.57058, 2.01505), (6, 2.44691, 1.94318),
        (9, 2.26216, 1.83311), (10, 2.22814, 1.81246), (15, 2.13145, 1.75305),
        (19, 2.09302, 1.72913), (30, 2.04227, 1.69726), (100, 1.98397, 1.66023),
        (1_000, 1.96234, 1.64638),
    ])
    func `quantiles are those of tables`(degrees: Int, twoSided: Double, oneSided: Double) {
        let two = StudentDistribution.quantile(0.975, degrees: degrees)
        let one = StudentDistribution.quantile(0.95, degrees: degrees)
        #expect(abs(two - twoSided) < 0.00006 && abs(one - oneSided) < 0.00006)
        #expect(abs(StudentDistribution.quantile(0.05, degrees: degrees) + one) < 1e-9)
        #expect(StudentDistribution.quantile(0.5, degrees: degrees) < 1e-9)
    }
}

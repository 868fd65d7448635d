import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct ScalingLawTests {
    /// SPEC SDM91, the example of the package usl for R.
    private static let specSDM91: [(size: Double, throughput: Double)] = [
        (1, 64.9), (18, 995.9), (36, 1_652.4), (72, 1_853.2), (108, 1_828.9), (144, 1_775.0),
        (216, 1_702.2),
    ]

    @Test func `the published parameters of SPEC SDM91 are found within 1 %`() throws {
        let law = try #require(ScalingLaw(fitting: Self.specSDM91))
        #expect(abs(law.contention / 0.0277285 - 1) < 0.01, "\(law)")
        #expect(abs(law.crosstalk / 0.0001044 - 1) < 0.01, "\(law)")
        #expect(abs(law.single / 89.995 - 1) < 0.01, "\(law)")
        #expect(abs(try #require(law.peak) - 96.5) < 1)
    }

    @Test(arguments: [0, 0.02, 0.3, 0.9], [0, 0.0001, 0.01, 0.1])
    func `the parameters of exact figures are found`(contention: Double, crosstalk: Double) throws {
        let made = ScalingLaw(single: 250, contention: contention, crosstalk: crosstalk)
        let points = [1.0, 2, 4, 8, 16].map { (size: $0, throughput: made.throughput(at: $0)) }
        let law = try #require(ScalingLaw(fitting: points))
        #expect(abs(law.single / 250 - 1) < 1e-6)
        #expect(abs(law.contention - contention) < 1e-6)
        #expect(abs(law.crosstalk - crosstalk) < 1e-6)
    }

    @Test func `figures with noise of 3 % lead near the peak, most times`() throws {
        let made = ScalingLaw(single: 100, contention: 0.03, crosstalk: 0.0005)
        let peak = try #require(made.peak)
        var random = SeededGenerator(seed: 5)
        let near = try (0..<100).count { _ in
            let points = stride(from: 1.0, through: 81, by: 8).map { size in
                let noise = (0..<12).reduce(-6.0) { sum, _ in
                    sum + Double.random(in: 0..<1, using: &random)
                }
                return (size: size, throughput: made.throughput(at: size) * (1 + 0.03 * noise))
            }
            let found = try #require(ScalingLaw(fitting: points)?.peak)
            return abs(found / peak - 1) < 0.1
        }
        #expect(near >= 95, "\(near)")
    }

    @Test func `better than in proportion is no contention below zero`() throws {
        let law = try #require(
            ScalingLaw(fitting: [(1, 100), (2, 205), (4, 420), (8, 800)]))
        #expect(law.contention >= 0 && law.crosstalk >= 0)
        #expect(abs(law.throughput(at: 8) / 800 - 1) < 0.05)
        let two = try #require(ScalingLaw(fitting: [(1, 100), (2, 210)]))
        #expect(two.contention == 0 && two.crosstalk == 0 && two.peak == nil)
    }

    @Test func `one size is no law`() {
        #expect(ScalingLaw(fitting: [(1, 100)]) == nil)
        #expect(ScalingLaw(fitting: []) == nil)
        #expect(ScalingLaw(fitting: [(1, 100), (2, 0)]) == nil)
    }
}

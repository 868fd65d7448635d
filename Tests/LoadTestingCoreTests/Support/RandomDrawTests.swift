import LoadTestingCore
import Testing

@Suite struct RandomDrawTests {
    /// The expected bits were computed apart from the library, in Python.
    @Test func `the same four numbers give the same bits, in every build`() {
        #expect(
            RandomDraw.bits(seed: 1, user: 0, iteration: 0, draw: 0) == 9_112_744_199_985_375_218)
        #expect(
            RandomDraw.bits(seed: 1, user: 2, iteration: 3, draw: 4) == 12_619_106_628_666_212_153)
    }

    @Test func `each of the four numbers changes the bits`() {
        var seen: Set<UInt64> = []
        for seed in UInt64(0)..<4 {
            for user in Int64(0)..<10 {
                for iteration in Int64(0)..<10 {
                    for draw in Int64(0)..<5 {
                        seen.insert(
                            RandomDraw.bits(
                                seed: seed, user: user, iteration: iteration, draw: draw))
                    }
                }
            }
        }
        #expect(seen.count == 4 * 10 * 10 * 5)
    }

    @Test(
        arguments: [
            (0...0, 0), (5...5, .max), (-3...3, .max), (0...9, 0), (.min ... .max, 7),
            (.min ... .max - 1, .max), (.min + 1 ... .max, .max), (0 ... .max, .max),
            (.min ... -1, .max), (.min...0, 0),
        ] as [(ClosedRange<Int64>, UInt64)])
    func `a draw lies in its range, however wide`(range: ClosedRange<Int64>, bits: UInt64) {
        #expect(range.contains(RandomDraw.integer(in: range, bits: bits)))
    }

    @Test(arguments: [0...0, -3...3, .min ... .max - 1, 1 ... .max] as [ClosedRange<Int64>])
    func `the smallest bits draw the lower end, the largest the upper end`(
        range: ClosedRange<Int64>
    ) {
        #expect(RandomDraw.integer(in: range, bits: 0) == range.lowerBound)
        #expect(RandomDraw.integer(in: range, bits: .max) == range.upperBound)
    }

    /// χ² with 9 degrees of freedom exceeds 27.9 with a chance of 0.1 %; the seed is fixed.
    @Test(arguments: [
        "user", "iteration", "draw",
    ])
    func `draws are even along each of the numbers`(axis: String) {
        var counts = Array(repeating: 0.0, count: 10)
        for index in Int64(0)..<10_000 {
            let bits = RandomDraw.bits(
                seed: 1, user: axis == "user" ? index : 0,
                iteration: axis == "iteration" ? index : 0, draw: axis == "draw" ? index : 0)
            counts[Int(RandomDraw.integer(in: 0...9, bits: bits))] += 1
        }
        let distance = counts.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
        #expect(distance < 27.9)
    }
}

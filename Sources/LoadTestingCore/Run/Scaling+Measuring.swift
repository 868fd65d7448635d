import LoadTestingMacrosFree

extension Scaling {
    /// Runs a load at several sizes, the smallest first, and fits the Universal Scalability Law.
    ///
    /// A run counts by the capacity that it has searched for, otherwise its throughput: the
    /// load must then be more than the largest size can take, or all sizes look the same.
    ///
    /// - Parameters:
    ///   - sizes: two or more in ascending order, from 1 on; four or more for a law.
    ///   - isolation: the actor that runs the body: leave it out.
    ///   - body: starts a system of a size, and runs the load.
    /// - Throws: `LoadTestError` before the first run for other sizes, and after the last where
    ///   fewer than two had a success; the errors of `body`.
    public static func measure(
        _ sizes: [Int], isolation: isolated (any Actor)? = #isolation,
        _ body: (Int) async throws -> LoadTestResult
    ) async throws -> Scaling {
        let problems = problems(of: sizes)
        guard problems.isEmpty else { throw LoadTestError(test: "scaling", problems: problems) }
        var found: [Size] = []
        for size in sizes { found.append(Size(size, try await body(size))) }
        if let scaling = Scaling(found) { return scaling }
        let succeeded = found.count { $0.throughput.perSecond > 0 }
        throw LoadTestError(
            test: found[0].result.name,
            problems: [
                Problem(
                    "\(succeeded) of \(found.count) sizes had a success",
                    remedy: "see the runs' errors: a law takes two or more")
            ])
    }

    /// The problems of some sizes.
    static func problems(of sizes: [Int]) -> [LoadTestError.Problem] {
        var problems: [LoadTestError.Problem] = []
        if sizes.count < 2 {
            problems.append(
                Problem(
                    "Scaling.measure(\(sizes))",
                    remedy: "use two sizes or more, such as [1, 2, 4, 8]"))
        }
        if let size = sizes.first(where: { $0 < 1 || $0 > 1_000_000 }) {
            problems.append(
                Problem("Scaling.measure with a size of \(size)", remedy: "use 1 to 1,000,000"))
        }
        if let (former, next) = zip(sizes, sizes.dropFirst()).first(where: { $0 >= $1 }) {
            problems.append(
                Problem(
                    "Scaling.measure with \(next) after \(former)",
                    remedy: "use ascending sizes: \(Set(sizes).sorted())"))
        }
        return problems
    }
}

/// The budgets of a plan: the result of `expect(…)`.
public struct Budgets: Sendable {
    package var list: [Budget]

    /// Lets the confidence interval decide, not the estimate alone: see ``Budget/confident()``.
    public func confident() -> Budgets { Budgets(list: list.map { $0.confident() }) }
}

/// Holds a load test to a budget; a miss fails the test at this line.
///
/// ```swift
/// expect(p99 < .milliseconds(50))
/// ```
/// A miss reads `p99 was 61.4 ms, budget < 50 ms (n = 119,204)`.
///
/// - Parameters:
///   - budget: the expectation, such as `errorRate < .percent(0.1)`.
///   - fileID: the place in source code, as the next three: leave them out.
///   - filePath: see `fileID`.
///   - line: see `fileID`.
///   - column: see `fileID`.
public func expect(
    _ budget: Budget, fileID: String = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Budgets {
    Budgets(
        [budget],
        at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
}

/// Holds a load test to several budgets; each that is missed fails the test at this line.
///
/// ```swift
/// expect(errorRate < .percent(0.1), throughput > .perSecond(5_000))
/// ```
public func expect(
    _ first: Budget, _ second: Budget, _ more: Budget..., fileID: String = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Budgets {
    Budgets(
        [first, second] + more,
        at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
}

/// A condition that is computed while the plan is built, before anything was measured.
@available(
    *, unavailable,
    message: "expect takes a metric and a bound, such as p99 < .milliseconds(50), not a Bool"
)
public func expect(_ condition: Bool) -> Budgets { Budgets(list: []) }

extension Budgets {
    package init(_ list: [Budget], at location: CodeLocation) {
        self.list = list.map { $0.placed(at: location) }
    }
}

extension Budget {
    package func placed(at location: CodeLocation) -> Budget {
        var budget = self
        budget.location = location
        return budget
    }
}

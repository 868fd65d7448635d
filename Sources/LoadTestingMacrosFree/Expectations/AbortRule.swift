/// When a run is given up: what `abortWhen(…)` makes.
public struct AbortRule: Hashable, Sendable {
    /// What ends the run when it holds, with its place in source code.
    package var condition: Budget
}

/// Ends the load early when a condition holds; the test then fails at this line.
///
/// ```swift
/// abortWhen(errorRate(over: .seconds(10)) > .percent(50))
/// ```
/// The condition is looked at each second, over the last whole seconds: as many as `over` says, or
/// all since the start. It takes at least 20 requests, and as many as its percentile needs.
///
/// - Parameters:
///   - condition: what ends the run; without `during:`, and not `.confident()`.
///   - fileID: where it stands in source code, as the next three: leave them out.
///   - filePath: see `fileID`.
///   - line: see `fileID`.
///   - column: see `fileID`.
public func abortWhen(
    _ condition: Budget, fileID: String = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> AbortRule {
    AbortRule(
        condition: condition.placed(
            at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)))
}

/// The rule by which a run is aborted: the result of `abortWhen(…)`.
public struct AbortRule: Hashable, Sendable {
    /// The condition that ends the run, with its place in source code.
    package var condition: Budget
}

/// Ends the load early when a condition holds; the test then fails at this line.
///
/// ```swift
/// abortWhen(errorRate(over: .seconds(10)) > .percent(50))
/// ```
/// The condition is evaluated each second, over the last whole seconds: as many as `over` states,
/// or all since the start. It needs at least 20 requests, and as many as its percentile takes.
///
/// - Parameters:
///   - condition: the condition that ends the run; without `during:`, and not `.confident()`.
///   - fileID: the place in source code, as the next three: leave them out.
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

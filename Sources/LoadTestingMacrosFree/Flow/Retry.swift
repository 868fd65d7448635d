/// Repeats steps from the start when a sample in them fails, up to a number of attempts.
///
/// The first failure ends an attempt. Each attempt's samples are counted, failed ones too: a retry
/// hides nothing. After the last attempt the group's `onError` decides.
public struct Retry: Step {
    package var attempts: Int
    package var body: Steps
    package var location: CodeLocation

    /// Describes steps that may be repeated.
    ///
    /// - Parameters:
    ///   - attempts: the maximum attempts, the first one included; 1 or more.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps to attempt.
    public init(
        attempts: Int, fileID: String = #fileID, filePath: StaticString = #filePath,
        line: Int = #line, column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.attempts = attempts
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        body = steps()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.retry(self)]) }
}

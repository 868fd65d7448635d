/// Repeats steps for a time; a pass that has begun is completed.
public struct During: Step {
    package var time: Duration
    package var body: Steps
    package var location: CodeLocation

    /// Describes a loop with an end in time.
    ///
    /// - Parameters:
    ///   - time: from the begin of its first pass, more than zero.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the repeated steps.
    public init(
        _ time: Duration, fileID: String = #fileID, filePath: StaticString = #filePath,
        line: Int = #line, column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.time = time
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        body = steps()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.during(self)]) }
}

/// Repeats steps a number of times.
public struct Loop: Step {
    package var count: Int
    package var body: Steps
    package var location: CodeLocation

    /// Describes a loop.
    ///
    /// - Parameters:
    ///   - count: the number of passes, 1 or more.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the repeated steps.
    public init(
        _ count: Int, fileID: String = #fileID, filePath: StaticString = #filePath,
        line: Int = #line, column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.count = count
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        body = steps()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.loop(self)]) }
}

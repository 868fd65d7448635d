/// Requests that a user sends at once, each on a connection of its own; the user continues when all
/// have ended.
///
/// ```swift
/// Parallel {
///     HTTPGet("/app.js")
///     HTTPGet("/app.css")
/// }
/// ```
public struct Parallel: Step {
    package var samplers: [any Sampler]
    package var location: CodeLocation

    /// Describes requests that are sent at once.
    ///
    /// - Parameters:
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - requests: 1 to 100 requests.
    public init(
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @ParallelBuilder requests: () -> Steps
    ) {
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        samplers = requests().samplers
    }

    /// The element as steps.
    public var steps: Steps { Steps([.parallel(self)]) }
}

/// Collects the requests of ``Parallel``.
@resultBuilder public enum ParallelBuilder {
    /// Requests in a row.
    public static func buildBlock(_ parts: Steps...) -> Steps { Steps(joining: parts) }

    /// Allows `if … { … }`.
    public static func buildOptional(_ part: Steps?) -> Steps { part ?? Steps() }

    /// Allows `if … { … } else { … }`; the first branch.
    public static func buildEither(first part: Steps) -> Steps { part }

    /// Allows `if … { … } else { … }`; the second branch.
    public static func buildEither(second part: Steps) -> Steps { part }

    /// Allows `for … in … { … }`.
    public static func buildArray(_ parts: [Steps]) -> Steps { Steps(joining: parts) }

    /// A step that is no request.
    @available(
        *, unavailable, message: "Parallel takes requests only: what else would be at once?"
    )
    public static func buildExpression(_ step: some Step) -> Steps { Steps() }
}

/// Does one of its shares in each pass, drawn by their weights from the plan's seed.
///
/// ```swift
/// Mix {
///     Share(80) { HTTPGet("/catalogue") }
///     Share(20) { HTTPPost("/cart", json: item) }
/// }
/// ```
public struct Mix: Step {
    package var shares: [Share]
    package var location: CodeLocation

    /// Describes a choice by weight.
    ///
    /// - Parameters:
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - shares: the choices; their weights need not add up to 100.
    public init(
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @MixBuilder shares: () -> [Share]
    ) {
        location = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        self.shares = shares()
    }

    /// The element as steps.
    public var steps: Steps { Steps([.mix(self)]) }
}

/// One choice of a ``Mix``, with its weight.
public struct Share: Sendable {
    package var weight: Int
    package var body: Steps

    /// Describes a choice.
    ///
    /// - Parameters:
    ///   - weight: the relative frequency beside the others, zero or more.
    ///   - steps: the steps of the choice.
    public init(_ weight: Int, @StepsBuilder steps: () -> Steps) {
        self.weight = weight
        body = steps()
    }
}

/// Collects the shares of a ``Mix``.
@resultBuilder public enum MixBuilder {
    /// Takes `Share(80) { … }`.
    public static func buildExpression(_ share: Share) -> [Share] { [share] }

    /// Shares in a row.
    public static func buildBlock(_ parts: [Share]...) -> [Share] { parts.flatMap { $0 } }

    /// Allows `if … { … }`.
    public static func buildOptional(_ part: [Share]?) -> [Share] { part ?? [] }

    /// Allows `if … { … } else { … }`; the first branch.
    public static func buildEither(first part: [Share]) -> [Share] { part }

    /// Allows `if … { … } else { … }`; the second branch.
    public static func buildEither(second part: [Share]) -> [Share] { part }

    /// Allows `for … in … { … }`.
    public static func buildArray(_ parts: [[Share]]) -> [Share] { parts.flatMap { $0 } }

    /// A step without a weight.
    @available(*, unavailable, message: "give it a weight: Share(20) { … }")
    public static func buildExpression(_ step: some Step) -> [Share] { [] }
}

/// Collects the body of a group: requests, pauses, `if`, `for` and fragments.
@resultBuilder public enum StepsBuilder {
    /// Takes a step: `HTTPGet("/health")`, `Pause(.seconds(1))`, or a fragment such as `browse()`.
    public static func buildExpression(_ step: some Step) -> Steps { step.steps.together }

    /// Statements in a row.
    public static func buildBlock(_ parts: Steps...) -> Steps { Steps(joining: parts) }

    /// Allows `if … { … }`.
    public static func buildOptional(_ part: Steps?) -> Steps { part ?? Steps() }

    /// Allows `if … { … } else { … }`; the first branch.
    public static func buildEither(first part: Steps) -> Steps { part }

    /// Allows `if … { … } else { … }`; the second branch.
    public static func buildEither(second part: Steps) -> Steps { part }

    /// Allows `for … in … { … }`, unrolled when the plan is built.
    public static func buildArray(_ parts: [Steps]) -> Steps {
        Steps(joining: parts.map(\.together))
    }

    /// Allows `if #available(…) { … }`.
    public static func buildLimitedAvailability(_ part: Steps) -> Steps { part }
}

extension StepsBuilder {
    /// A share outside a mix.
    @available(
        *, unavailable,
        message: "a Share belongs into a Mix: Mix { Share(80) { … } Share(20) { … } }"
    )
    public static func buildExpression(_ share: Share) -> Steps { Steps() }

    /// A lone slot.
    @available(
        *, unavailable,
        message: "a slot does nothing by itself: fill it by a capture or Feed(…, into:)"
    )
    public static func buildExpression<Value>(_ slot: Slot<Value>) -> Steps { Steps() }
}

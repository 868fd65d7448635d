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
    /// A group inside a group.
    @available(
        *, unavailable,
        message: "a ThreadGroup belongs into the body of LoadTest, beside other groups"
    )
    public static func buildExpression(_ group: ThreadGroup) -> Steps { Steps() }

    /// A group of arrivals inside a group.
    @available(
        *, unavailable,
        message: "an ArrivalGroup belongs into the body of LoadTest, beside other groups"
    )
    public static func buildExpression(_ group: ArrivalGroup) -> Steps { Steps() }

    /// A share outside a mix.
    @available(
        *, unavailable,
        message: "a Share belongs into a Mix: Mix { Share(80) { … } Share(20) { … } }"
    )
    public static func buildExpression(_ share: Share) -> Steps { Steps() }

    /// Set-up inside a group.
    @available(
        *, unavailable,
        message: "SetUp belongs into the body of LoadTest; Once { … } runs once for each user"
    )
    public static func buildExpression(_ setUp: SetUp) -> Steps { Steps() }

    /// Tear-down inside a group.
    @available(*, unavailable, message: "TearDown belongs into the body of LoadTest")
    public static func buildExpression(_ tearDown: TearDown) -> Steps { Steps() }

    /// Defaults inside a group.
    @available(
        *, unavailable,
        message: "HTTPDefaults belong into the body of LoadTest, or behind the group: .defaults(…)"
    )
    public static func buildExpression(_ defaults: HTTPDefaults) -> Steps { Steps() }

    /// A slot by itself.
    @available(
        *, unavailable,
        message: "a slot does nothing by itself: fill it by a capture or Feed(…, into:)"
    )
    public static func buildExpression<Value>(_ slot: Slot<Value>) -> Steps { Steps() }

    /// An expectation inside a group.
    @available(
        *, unavailable,
        message: "expect(…) belongs into the body of LoadTest; p99(of: \"label\") scopes it"
    )
    public static func buildExpression(_ budgets: Budgets) -> Steps { Steps() }

    /// A rule for the run inside a group.
    @available(
        *, unavailable,
        message:
            "abortWhen(…) belongs into the body of LoadTest; errorRate(of: \"label\") scopes it"
    )
    public static func buildExpression(_ rule: AbortRule) -> Steps { Steps() }

    /// A comparison that nobody judges.
    @available(
        *, unavailable,
        message: "a budget does nothing by itself: write expect(…) in the body of LoadTest"
    )
    public static func buildExpression(_ budget: Budget) -> Steps { Steps() }
}

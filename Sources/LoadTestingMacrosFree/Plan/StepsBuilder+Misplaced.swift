/// Elements of a plan misplaced in a group: the compiler says where they belong.
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

    /// Set-up inside a group.
    @available(
        *, unavailable,
        message: "SetUp belongs into the body of LoadTest; Once { … } runs once for each user"
    )
    public static func buildExpression(_ setUp: SetUp) -> Steps { Steps() }

    /// Tear-down inside a group.
    @available(*, unavailable, message: "TearDown belongs into the body of LoadTest")
    public static func buildExpression(_ tearDown: TearDown) -> Steps { Steps() }

    /// A listener inside a group.
    @available(
        *, unavailable,
        message: "a listener belongs into the body of LoadTest, beside its groups"
    )
    public static func buildExpression(_ listener: some Listener) -> Steps { Steps() }

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

    /// A comparison that is not judged.
    @available(
        *, unavailable,
        message: "a budget does nothing by itself: write expect(…) in the body of LoadTest"
    )
    public static func buildExpression(_ budget: Budget) -> Steps { Steps() }
}

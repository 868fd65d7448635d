/// Collects the body of a load test: `ThreadGroup`, `ArrivalGroup`, `expect(…)`, listeners, `At`,
/// `if`, `for` and fragments.
@resultBuilder public enum LoadTestBuilder {
    /// Takes `ThreadGroup(…) { … }`.
    public static func buildExpression(_ group: ThreadGroup) -> LoadTestElements {
        LoadTestElements(groups: [group.group])
    }

    /// Takes `ArrivalGroup(…) { … }`.
    public static func buildExpression(_ group: ArrivalGroup) -> LoadTestElements {
        LoadTestElements(groups: [group.group])
    }

    /// Takes `expect(p99 < .milliseconds(50))`.
    public static func buildExpression(_ budgets: Budgets) -> LoadTestElements {
        LoadTestElements(budgets: budgets.list)
    }

    /// Takes `abortWhen(errorRate(over: .seconds(10)) > .percent(50))`.
    public static func buildExpression(_ rule: AbortRule) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.abortRules = [rule]
        return elements
    }

    /// Takes `SetUp { … }`.
    public static func buildExpression(_ setUp: SetUp) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.setUps = [setUp]
        return elements
    }

    /// Takes `TearDown { … }`.
    public static func buildExpression(_ tearDown: TearDown) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.tearDowns = [tearDown]
        return elements
    }

    /// Takes `JTLWriter("out/results.jtl")` and the other listeners.
    public static func buildExpression(_ listener: some Listener) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.listeners = [listener.output]
        return elements
    }

    /// Takes `At(.seconds(10)) { … }`.
    public static func buildExpression(_ event: At) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.events = [event.event]
        return elements
    }

    /// Takes a fragment, such as `commonBudgets()`.
    public static func buildExpression(_ fragment: LoadTestElements) -> LoadTestElements {
        fragment
    }

    /// Statements in a row.
    public static func buildBlock(_ parts: LoadTestElements...) -> LoadTestElements {
        LoadTestElements(joining: parts)
    }

    /// Allows `if … { … }`.
    public static func buildOptional(_ part: LoadTestElements?) -> LoadTestElements {
        part ?? LoadTestElements()
    }

    /// Allows `if … { … } else { … }`; the first branch.
    public static func buildEither(first part: LoadTestElements) -> LoadTestElements { part }

    /// Allows `if … { … } else { … }`; the second branch.
    public static func buildEither(second part: LoadTestElements) -> LoadTestElements { part }

    /// Allows `for … in … { … }`.
    public static func buildArray(_ parts: [LoadTestElements]) -> LoadTestElements {
        LoadTestElements(joining: parts)
    }

    /// Allows `if #available(…) { … }`.
    public static func buildLimitedAvailability(_ part: LoadTestElements) -> LoadTestElements {
        part
    }
}

extension LoadTestBuilder {
    /// A step outside a group.
    @available(
        *, unavailable,
        message: "a step belongs into a group: ThreadGroup(users: 10) { HTTPGet(\"/health\") }"
    )
    public static func buildExpression(_ step: some Step) -> LoadTestElements {
        LoadTestElements()
    }

    /// A comparison that is not judged.
    @available(
        *, unavailable,
        message: "a budget does nothing by itself: write expect(p99 < .milliseconds(50))"
    )
    public static func buildExpression(_ budget: Budget) -> LoadTestElements {
        LoadTestElements()
    }
}

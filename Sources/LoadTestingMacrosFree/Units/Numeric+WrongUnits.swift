// Units behind a number, as other libraries spell them: so that the compiler can name the remedy.
// An available member of the same name, in any module, takes precedence.

extension Numeric {
    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .seconds(10), .seconds(0.5)")
    public var seconds: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .seconds(10), .seconds(0.5)")
    public var second: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written in seconds: .seconds(5 * 60)")
    public var minutes: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written in seconds: .seconds(5 * 60)")
    public var minute: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written in seconds: .seconds(60 * 60)")
    public var hours: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written in seconds: .seconds(60 * 60)")
    public var hour: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .milliseconds(50)")
    public var milliseconds: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .milliseconds(50)")
    public var millisecond: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .milliseconds(50)")
    public var ms: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .microseconds(500)")
    public var microseconds: Duration { .zero }

    /// Not a unit: a duration is written with its unit in front.
    @available(*, unavailable, message: "a duration is written .microseconds(500)")
    public var microsecond: Duration { .zero }

    /// Not a unit: a rate is written with its unit in front.
    @available(*, unavailable, message: "a rate is written .perSecond(500)")
    public var perSecond: Rate { .perSecond(0) }

    /// Not a unit: a rate is written with its unit in front.
    @available(*, unavailable, message: "a rate is written .perMinute(30)")
    public var perMinute: Rate { .perSecond(0) }
}

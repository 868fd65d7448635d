/// Steps that one user does once before the load; nothing of them is counted.
///
/// Values that it captures are there for every user. A sample that fails, with a ``Retry`` around
/// it in the last attempt, ends the test before the load, with a ``LoadTestError``.
///
/// ```swift
/// SetUp { HTTPPost("/reset") }
/// ```
public struct SetUp: Sendable {
    package var body: Steps
    package var limit: Duration

    /// Describes steps before the load.
    ///
    /// - Parameters:
    ///   - limit: the maximum time, more than zero. Default 60 s.
    ///   - steps: the steps.
    public init(within limit: Duration = .seconds(60), @StepsBuilder steps: () -> Steps) {
        self.limit = limit
        body = steps()
    }
}

/// Steps that one user does once after the load, also after one that was aborted; nothing of
/// them is counted.
///
/// A sample that fails is in the report; the verdict stays.
public struct TearDown: Sendable {
    package var body: Steps
    package var limit: Duration

    /// Describes steps after the load.
    ///
    /// - Parameters:
    ///   - limit: the maximum time, more than zero. Default 60 s.
    ///   - steps: the steps.
    public init(within limit: Duration = .seconds(60), @StepsBuilder steps: () -> Steps) {
        self.limit = limit
        body = steps()
    }
}

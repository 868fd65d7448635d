/// The search of a group: instead of a stated load, the highest at which the budgets hold.
package struct LoadSearch: Hashable, Sendable {
    /// The lowest level; `nil` leaves it to the budgets.
    package var min: Double?
    /// The highest level: arrivals a second, or users.
    package var max: Double
    /// The width of the final interval, as a share of the answer.
    package var precision: Ratio
    /// The shortest time of a level; `nil` leaves it to the budgets.
    package var step: Duration?
    /// The time of the whole search.
    package var limit: Duration

    package init(
        from min: Double?, upTo max: Double, precision: Ratio, step: Duration?, limit: Duration
    ) {
        self.min = min
        self.max = max
        self.precision = precision
        self.step = step
        self.limit = limit
    }

    /// The search in words, such as `search up to 3,000/s, to 5 %, within 120 s`.
    ///
    /// - Parameter load: the words for a level.
    func description(_ load: (Double) -> String) -> String {
        "search" + (min.map { " from \(load($0))" } ?? "") + " up to \(load(max)), to"
            + " \(precision)" + (step.map { ", levels of \($0.text) or more" } ?? "")
            + ", within \(limit.text)"
    }
}

/// The highest rate of arrivals at which the budgets of a plan hold, to be searched for.
///
/// ```swift
/// ArrivalGroup(.search(upTo: .perSecond(20_000))) { HTTPGet("/catalogue") }
/// expect(p95 < .milliseconds(100), errorRate < .percent(1))
/// expect(capacity > .perSecond(800))
/// ```
public struct ArrivalSearch: Hashable, Sendable {
    package var search: LoadSearch

    /// Doubles the rate until a budget misses, then halves the interval between the highest rate
    /// that held and the lowest that missed.
    ///
    /// - Parameters:
    ///   - rate: the highest rate to be tried, more than zero.
    ///   - lowest: the first rate, below `upTo`. Default: a hundredth of it, or as much as the
    ///     budgets' percentiles need for a level of two seconds.
    ///   - precision: the width at which the interval is narrow enough, 1 … 50 %. Default 5 %.
    ///   - step: the shortest time of a level. Default: 3 s to a fifteenth of `within`.
    ///   - limit: the time of the search; then it ends with what is known. Default 120 s. The
    ///     20 s beyond the capacity, which follow an answer, are not in it.
    public static func search(
        upTo rate: Rate, from lowest: Rate? = nil, precision: Ratio = .percent(5),
        step: Duration? = nil, within limit: Duration = .seconds(120)
    ) -> ArrivalSearch {
        ArrivalSearch(
            search: LoadSearch(
                from: lowest?.perSecond, upTo: rate.perSecond, precision: precision, step: step,
                limit: limit))
    }
}

/// The highest number of users at which the budgets of a plan hold, to be searched for.
///
/// ```swift
/// ThreadGroup(.search(upTo: 500)) { HTTPGet("/catalogue") }
/// ```
public struct UserSearch: Hashable, Sendable {
    package var search: LoadSearch

    /// Doubles the users until a budget misses, then halves the interval between the highest number
    /// that held and the lowest that missed.
    ///
    /// - Parameters:
    ///   - users: the highest number to be tried, 2 or more.
    ///   - lowest: the first number, below `upTo`. Default: a hundredth of it.
    ///   - precision: the width at which the interval is narrow enough, 1 … 50 %. Default 5 %.
    ///   - step: the shortest time of a level. Default: 3 s to a fifteenth of `within`.
    ///   - limit: the time of the search; then it ends with what is known. Default 120 s. The
    ///     20 s beyond the capacity, which follow an answer, are not in it.
    public static func search(
        upTo users: Int, from lowest: Int? = nil, precision: Ratio = .percent(5),
        step: Duration? = nil, within limit: Duration = .seconds(120)
    ) -> UserSearch {
        UserSearch(
            search: LoadSearch(
                from: lowest.map(Double.init), upTo: Double(users), precision: precision,
                step: step, limit: limit))
    }
}

import LoadTestingMacrosFree

/// A bound as text: a number, and its unit.
struct BoundText {
    private let text: String
    private let number: Double
    private let unit: String

    /// - Throws: `Problem` where it does not begin with a number.
    init(_ text: String, in budget: String) throws(Problem) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || ".,_+-".contains($0)) }
        let plain = digits.filter { $0 != "," && $0 != "_" }
        guard let number = Double(plain), number.isFinite, number >= 0, number < 1e15 else {
            throw BudgetText.problem(budget, "\(text.quoted) is no bound such as 50ms")
        }
        self.text = text
        self.number = number
        unit = String(text[digits.endIndex...].drop(while: \.isWhitespace))
    }

    private static let times: [String: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "min": 60e9,
    ]

    /// The time; `nil` for another unit.
    var duration: Duration? {
        Self.times[unit].flatMap { factor in
            number * factor < 9e18 ? .nanoseconds(Int64((number * factor).rounded())) : nil
        }
    }

    /// The value in the unit of a metric.
    ///
    /// - Throws: `Problem` where the unit is another one.
    func value(
        for statistic: Metric.Statistic, in budget: String
    ) throws(Problem) -> MetricValue {
        let value: MetricValue?
        let needed: String
        switch statistic {
        case .percentile, .mean, .min, .max, .server, .recovery:
            (value, needed) = (duration.map { .duration($0) }, "a time such as 50ms")
        case .errorRate, .fraction, .checkRate, .goodput:
            (value, needed) = (unit == "%" ? .ratio(.percent(number)) : nil, "a share such as 0.1%")
        case .throughput, .requestRate, .counterRate, .capacity:
            (value, needed) = (rate.map { .rate($0) }, "a rate such as 500/s")
        case .requestCount, .openedConnections:
            let isWhole = unit.isEmpty && number == number.rounded()
            (value, needed) = (isWhole ? .count(Int(number)) : nil, "a number without a unit")
        case .counter, .gauge:
            (value, needed) = (unit.isEmpty ? .number(number) : nil, "a number without a unit")
        case .apdex:
            (value, needed) = (unit.isEmpty ? .score(number) : nil, "a score such as 0.9")
        }
        if let value { return value }
        throw BudgetText.problem(budget, "\(text.quoted) is not \(needed)")
    }

    private var rate: Rate? {
        switch unit {
        case "/s": .perSecond(number)
        case "/min": .perMinute(number)
        default: nil
        }
    }
}

extension MetricValue {
    /// The value as a bound: with the digits of the plan, never rounded to another number.
    package var written: String {
        switch self {
        case .duration(let duration): NumberText.exactDuration(duration.nearestNanoseconds)
        case .ratio(let ratio): NumberText.exact(ratio.fraction, times: 100) + " %"
        case .rate(let rate): rate.written
        case .count(let count): NumberText.grouped(count)
        case .score(let score): NumberText.exact(score)
        case .bytes(let amount): NumberText.exactBytes(amount.bytes)
        case .number(let number): NumberText.exact(number)
        case .perMinute(let value): "\(value.written)/min"
        }
    }
}

extension Rate {
    /// Per minute where the plan states it so: only that has few digits.
    fileprivate var written: String {
        let (second, minute) = (
            NumberText.exact(perSecond), NumberText.exact(perSecond, times: 60)
        )
        let isShort = second.count <= minute.count + 3 || minute.contains("e")
        return isShort ? "\(second)/s" : "\(minute)/min"
    }
}

extension Duration {
    /// To the nearest nanosecond: `.milliseconds(41.87)` is some attoseconds less.
    fileprivate var nearestNanoseconds: Int64 {
        let half = Duration(
            secondsComponent: 0, attosecondsComponent: self < .zero ? -500_000_000 : 500_000_000)
        return (self + half).wholeNanoseconds
    }
}

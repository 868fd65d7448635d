import Foundation

/// A segment of a schedule in which the rate follows one formula.
struct RatePiece: Sendable {
    /// Arrivals a second over the piece.
    enum Form: Hashable, Sendable {
        case constant(Double)
        case linear(from: Double, to: Double)
        /// `around` + `by` · sin(2π · t / period).
        case sine(around: Double, by: Double, periodSeconds: Double)
    }

    let form: Form
    /// Nanoseconds from the start of the schedule.
    let start: Int64
    let nanoseconds: Int64
    /// The sum of the rate before the piece.
    let first: Double
    /// The sum of the rate within the piece.
    let count: Double

    init(_ form: Form, start: Int64, nanoseconds: Int64, first: Double) {
        self.form = form
        self.start = start
        self.nanoseconds = nanoseconds
        self.first = first
        let end = first + Self.integral(of: form, seconds: Double(nanoseconds) / 1e9)
        count = Self.whole(end) - first
    }

    var end: Int64 { start + nanoseconds }

    /// The instant at which the rate has added up to `first` + `part`: nanoseconds from the start
    /// of the schedule, inside the piece.
    func time(of part: Double) -> Int64 {
        let passed =
            switch form {
            case .constant(let rate): part * 1e9 / rate
            case .linear(let from, let to): linearSeconds(of: part, from, to) * 1e9
            case .sine(let around, let by, let period):
                Self.sineSeconds(of: part, around, by, period) * 1e9
            }
        let whole = Int64(passed.rounded())
        return start + (whole < 0 ? 0 : whole < nanoseconds ? whole : nanoseconds - 1)
    }

    /// Arrivals a second, some time after the piece's start.
    func rate(after nanoseconds: Int64) -> Double {
        let seconds = Double(nanoseconds) / 1e9
        return switch form {
        case .constant(let rate): rate
        case .linear(let from, let to):
            from + (to - from) * Double(nanoseconds) / Double(self.nanoseconds)
        case .sine(let around, let by, let period):
            around + by * sin(2 * .pi * seconds / period)
        }
    }

    /// The highest rate in the piece, in arrivals a second.
    var highestRate: Double {
        switch form {
        case .constant(let rate): return rate
        case .linear(let from, let to): return max(from, to)
        case .sine(let around, let by, let period):
            let crest = (by < 0 ? 0.75 : 0.25) * period
            let seconds = Double(nanoseconds) / 1e9
            guard seconds < crest else { return around + abs(by) }
            return max(around, rate(after: nanoseconds))
        }
    }

    /// The inverse of `from` · t + slope · t² / 2 in the form that loses no digits; a falling rate
    /// is taken from its end.
    private func linearSeconds(of part: Double, _ from: Double, _ to: Double) -> Double {
        let length = Double(nanoseconds) / 1e9
        let slope = (to - from) / length
        guard slope < 0 else { return Self.rampSeconds(of: part, from: from, slope: slope) }
        return length - Self.rampSeconds(of: count - part, from: to, slope: -slope)
    }

    private static func rampSeconds(of part: Double, from: Double, slope: Double) -> Double {
        part > 0 ? 2 * part / (from + (from * from + 2 * slope * part).squareRoot()) : 0
    }

    /// The inverse of the integral of a sine: Newton's steps, halving where they leave the bracket.
    private static func sineSeconds(
        of part: Double, _ around: Double, _ by: Double, _ period: Double
    ) -> Double {
        let perPeriod = around * period
        let periods = (part / perPeriod).rounded(.down)
        let rest = part - periods * perPeriod
        let form = Form.sine(around: around, by: by, periodSeconds: period)
        var (low, high) = (0.0, period)
        var seconds = rest / around
        for _ in 0..<60 {
            let error = integral(of: form, seconds: seconds) - rest
            if error > 0 { high = seconds } else { low = seconds }
            let rate = around + by * sin(2 * .pi * seconds / period)
            var next = rate > 0 ? seconds - error / rate : low
            if !(next > low && next < high) { next = (low + high) / 2 }
            guard abs(next - seconds) > 1e-15 * period else { break }
            seconds = next
        }
        return periods * period + seconds
    }

    private static func integral(of form: Form, seconds: Double) -> Double {
        switch form {
        case .constant(let rate): rate * seconds
        case .linear(let from, let to): (from + to) / 2 * seconds
        case .sine(let around, let by, let period):
            // 1 − cos x as 2 · sin²(x / 2), which keeps its digits at small x.
            around * seconds + by * period / .pi * pow(sin(.pi * seconds / period), 2)
        }
    }

    /// The whole number next to it where only rounding of `Double` stands between.
    private static func whole(_ value: Double) -> Double {
        abs(value - value.rounded()) <= max(1e-9, value * 1e-14) ? value.rounded() : value
    }
}

import Foundation
import LoadTestingCore

extension [ArrivalSegment] {
    /// The rate that is asked for at a time, in arrivals a second; 0 outside the segments.
    ///
    /// - Parameter seconds: from the start of the first segment.
    func rate(at seconds: Double) -> Double {
        var start = 0.0
        for segment in self {
            let length = segment.duration / .seconds(1)
            if seconds >= start, seconds < start + length {
                return segment.rate(after: seconds - start, of: length)
            }
            start += length
        }
        return 0
    }
}

extension ArrivalSegment {
    fileprivate func rate(after seconds: Double, of length: Double) -> Double {
        switch shape {
        case .hold(let rate): rate.perSecond
        case .ramp(let from, let to):
            from.perSecond + (to.perSecond - from.perSecond) * seconds / length
        case .steps(let from, let by, _, let each):
            from.perSecond + by.perSecond * (seconds / (each / .seconds(1))).rounded(.down)
        case .spike(let from, let to):
            to.perSecond - (to.perSecond - from.perSecond) * abs(2 * seconds / length - 1)
        case .sine(let around, let by, let period):
            around.perSecond + by.perSecond * sin(2 * .pi * seconds / (period / .seconds(1)))
        case .silence: 0
        }
    }
}

/// The planned load over time, at equal distances, as far as the plan states it.
///
/// Users of a group that ends by its loops count to the end of the ramp-up, since nobody knows when
/// they leave.
package struct PlannedLoad: Hashable, Codable, Sendable {
    /// The time from one point to the next, in nanoseconds; the first one is the start of the run.
    package var stepNanoseconds: Int64
    /// The planned active users at each point.
    package var users: [Int]
    /// The planned arrivals a second at each point.
    package var rates: [Double]

    /// The maximum number of points.
    package static let maxPoints = 600

    package init(stepNanoseconds: Int64, users: [Int], rates: [Double]) {
        self.stepNanoseconds = stepNanoseconds
        self.users = users
        self.rates = rates
    }

    /// The planned active users, some seconds after the start; `nil` behind the last point.
    package func users(at second: Double) -> Double? {
        value(of: users.map(Double.init), at: second)
    }

    /// The planned arrivals a second, some seconds after the start; `nil` behind the last point.
    package func rate(at second: Double) -> Double? { value(of: rates, at: second) }

    /// The mean of the planned arrivals a second in some seconds after the start; `nil` without a
    /// point in them.
    ///
    /// The mean of the points, along their trend from their middle to that of the time: exact for a
    /// constant rate and for a ramp.
    package func meanRate(in seconds: Range<Int>) -> Double? {
        let step = Double(max(1, stepNanoseconds)) / 1e9
        let points = rates.indices.filter {
            (Double(seconds.lowerBound)..<Double(seconds.upperBound)).contains(Double($0) * step)
        }
        guard let first = points.first, let last = points.last else { return nil }
        let mean = points.reduce(0) { $0 + rates[$1] } / Double(points.count)
        guard first < last else { return mean }
        let slope = (rates[last] - rates[first]) / (Double(last - first) * step)
        let middle = Double(seconds.lowerBound + seconds.upperBound) / 2
        return max(0, mean + slope * (middle - Double(first + last) / 2 * step))
    }

    private func value(of points: [Double], at second: Double) -> Double? {
        let place = second * 1e9 / Double(max(1, stepNanoseconds))
        guard place >= 0, place <= Double(points.count - 1) else { return nil }
        let index = min(Int(place), points.count - 1)
        let next = points[min(index + 1, points.count - 1)]
        return points[index] + (next - points[index]) * (place - Double(index))
    }

    /// The load of two shards together; `nil` where their points differ.
    func merged(with other: PlannedLoad) -> PlannedLoad? {
        guard stepNanoseconds == other.stepNanoseconds, users.count == other.users.count,
            rates.count == other.rates.count
        else { return nil }
        return PlannedLoad(
            stepNanoseconds: stepNanoseconds, users: zip(users, other.users).map(+),
            rates: zip(rates, other.rates).map(+))
    }
}

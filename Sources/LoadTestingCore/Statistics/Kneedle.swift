/// The point of a rising curve from which on it rises steeply: its knee.
///
/// V. Satopää and others, Finding a "Kneedle" in a Haystack: Detecting Knee Points in System
/// Behavior, ICDCSW 2011; offline, without smoothing.
package enum Kneedle {
    /// The knee of a convex curve that rises; `nil` for one that has none.
    ///
    /// Both axes are scaled to 0 … 1 and seen from the curve's upper end, which makes it concave. A
    /// local maximum of its distance from the diagonal is a knee once the distance falls by more
    /// than the sensitivity times the mean step of x; the first one counts.
    ///
    /// - Parameters:
    ///   - points: by ascending x; three or more.
    ///   - sensitivity: the paper's S. Default 1.
    package static func knee(
        of points: [(x: Double, y: Double)], sensitivity: Double = 1
    ) -> Double? {
        guard points.count >= 3, let first = points.first, let last = points.last else {
            return nil
        }
        let (lowest, highest) = points.reduce((first.y, first.y)) {
            (min($0.0, $1.y), max($0.1, $1.y))
        }
        guard last.x > first.x, highest > lowest else { return nil }
        let scaled = points.reversed().map { point in
            (
                x: (last.x - point.x) / (last.x - first.x),
                y: (highest - point.y) / (highest - lowest)
            )
        }
        let distances = scaled.map { $0.y - $0.x }
        let step = 1 / Double(points.count - 1)
        var threshold: (index: Int, value: Double)?
        for index in distances.indices.dropLast() {
            let isInside = index > 0
            let (before, after) = (distances[max(0, index - 1)], distances[index + 1])
            if isInside, distances[index] >= before, distances[index] >= after {
                threshold = (index: index, value: distances[index] - sensitivity * step)
            }
            if isInside, distances[index] <= before, distances[index] <= after {
                threshold?.value = 0
            }
            if let threshold, after < threshold.value {
                return points[points.count - 1 - threshold.index].x
            }
        }
        return nil
    }
}

/// The path of a line through points, down-sampled to the columns of a chart.
struct ChartPath {
    /// The columns of a chart: more points than two in each are not seen.
    static let columns = 1_000

    private var path = ""

    /// - Parameter points: in the coordinates of the chart, ascending; `nil` breaks the line.
    init(_ points: [(x: Double, y: Double)?]) {
        var isDrawing = false
        for point in Self.downsampled(points) {
            guard let point else {
                isDrawing = false
                continue
            }
            let x = ChartNumber.text(point.x, places: 1)
            let y = ChartNumber.text(point.y, places: 1)
            // A point of no length with a round cap is a dot, where it has no neighbour.
            path += isDrawing ? "L\(x) \(y)" : "M\(x) \(y)h0"
            isDrawing = true
        }
    }

    /// The value of the attribute `d`.
    var text: String { path }

    /// The lowest and the highest point of each column, so that no spike is lost.
    static func downsampled(_ points: [(x: Double, y: Double)?]) -> [(x: Double, y: Double)?] {
        guard points.count > columns else { return points }
        var kept: [(x: Double, y: Double)?] = []
        var column: [(x: Double, y: Double)] = []
        for point in points {
            guard let point else {
                kept += extremes(of: column) + [nil]
                column = []
                continue
            }
            if let first = column.first, first.x.rounded(.down) != point.x.rounded(.down) {
                kept += extremes(of: column)
                column = []
            }
            column.append(point)
        }
        return kept + extremes(of: column)
    }

    private static func extremes(of column: [(x: Double, y: Double)]) -> [(x: Double, y: Double)?] {
        guard let low = column.indices.min(by: { column[$0].y < column[$1].y }),
            let high = column.indices.max(by: { column[$0].y < column[$1].y })
        else { return [] }
        return low == high ? [column[low]] : [column[min(low, high)], column[max(low, high)]]
    }
}

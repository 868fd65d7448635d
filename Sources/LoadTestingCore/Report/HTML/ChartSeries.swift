/// One line of a chart: a value for each point of its axis.
struct ChartSeries: Sendable {
    /// The name in the legend.
    var name: String
    /// By point; `nil` where nothing was measured.
    var values: [Double?]
    /// The number of its colour in the palette.
    var colour: Int
    /// Whether it is planned, or one of two lines of one colour.
    var isDashed = false

    /// Whether it has a value at all.
    var isEmpty: Bool { values.allSatisfy { $0 == nil } }

    /// Lines for several names: the colours of the palette, then the same dashed.
    static func coloured(_ lines: [(name: String, values: [Double?])]) -> [ChartSeries] {
        lines.enumerated().map { index, line in
            ChartSeries(
                name: line.name, values: line.values, colour: index % ReportPalette.lines,
                isDashed: index / ReportPalette.lines % 2 == 1)
        }
    }
}

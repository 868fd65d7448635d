/// The common parts of charts: the figure, its legend, the vertical axis, the reader's texts.
struct ChartFrame {
    /// The height of the drawing area, in pixels; its width is that of the page, 1,000 units.
    static let height = 200.0
    /// Above and below it, so that a line at an end of the axis is drawn in all its width.
    private static let margin = 3.0

    /// The chart's own name in the page, for references inside it.
    let id: String
    let title: String
    /// The line below the title: what is drawn, in which unit.
    let note: String
    /// The description for readers who can't see the chart.
    let description: String
    let axis: ValueAxis
    let series: [ChartSeries]
    /// Whether the horizontal axis is the time that all charts over time share.
    var isOverTime = true
    /// The points of another axis, in units of the drawing, and their names.
    var points: [(x: Double, name: String)] = []

    /// The figure around a drawing.
    ///
    /// - Parameters:
    ///   - drawing: in the coordinates of the area: 1,000 wide, `height` high.
    ///   - ticks: of the horizontal axis, positions from 0 to 1.
    func figure(drawing: Markup, ticks: [(position: Double, text: String)]) -> Markup {
        """
        <figure class="card chart" data-unit="\(axis.unit.rawValue)" data-axis="\(kind)"\
        \(pointData)><figcaption><h3 id="\(id)-h">\(title)</h3><p class="note">\(note)</p>\
        </figcaption>\(legend)<div class="frame"><svg class="plot" role="img" width="100%" \
        height="\(Self.height)" aria-labelledby="\(id)-t \(id)-d"><title id="\(id)-t">\(title)\
        </title><desc id="\(id)-d">\(description)</desc>\(valueTicks)\
        <g class="ticks">\(ticks.map(Self.tick).joined())</g>\
        <svg class="area" viewBox="0 \(-Self.margin) 1000 \(Self.height + 2 * Self.margin)" \
        y="\(-Self.margin)" width="100%" height="\(Self.height + 2 * Self.margin)" \
        preserveAspectRatio="none">\(drawing)</svg></svg></div>\
        </figure>

        """
    }

    private var kind: String { isOverTime ? "time" : "own" }

    private var pointData: Markup {
        guard !points.isEmpty else { return "" }
        let places = points.map { ChartNumber.text($0.x, places: 1) }.joined(separator: " ")
        let names = points.map(\.name).joined(separator: "|")
        return " data-x=\"\(places)\" data-names=\"\(names)\""
    }

    private static func tick(_ position: Double, _ text: String) -> Markup {
        let x = ChartNumber.text(position * 100, places: 2)
        return """
            <line class="grid" x1="\(x)%" x2="\(x)%" y1="0" y2="\(height)"/>\
            <text x="\(x)%" y="\(height + 18)" text-anchor="middle">\(text)</text>
            """
    }

    private var valueTicks: Markup {
        axis.ticks.map { value -> Markup in
            let y = (1 - axis.position(value)) * Self.height
            return """
                <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text x="-8" y="\(y + 4)" text-anchor="end">\(axis.unit.text(value))</text>
                """
        }.joined()
    }

    private var legend: Markup {
        let entries = series.enumerated().map { index, line -> Markup in
            """
            <li data-series="\(index)"><svg width="22" height="10" aria-hidden="true">\
            <path class="line \(Self.style(line))" d="M1 5H21"/></svg>\(line.name)\
            <output></output></li>
            """
        }
        return "<ul class=\"legend\">\(entries.joined())</ul>"
    }

    /// The classes of a line.
    static func style(_ line: ChartSeries) -> Markup {
        line.isDashed ? "s\(line.colour) dashed" : "s\(line.colour)"
    }

    /// A line with its values for the read-out.
    func line(_ index: Int, at positions: [Double]) -> Markup {
        let line = series[index]
        let points = zip(positions, line.values).map { position, value in
            value.map { (x: position * 1_000, y: (1 - axis.position($0)) * Self.height) }
        }
        return """
            <path class="line \(Self.style(line))" data-series="\(index)" \
            data-values="\(values(of: line))" d="\(ChartPath(points).text)"/>
            """
    }

    /// The values as the script reads them, separated by spaces; `-` where there is none.
    func values(of line: ChartSeries) -> String {
        line.values.map { value in
            value.map { ChartNumber.significant($0 * axis.unit.pageFactor) } ?? "-"
        }.joined(separator: " ")
    }
}

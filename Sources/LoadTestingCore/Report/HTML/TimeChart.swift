/// A chart over the time of the run.
struct TimeChart {
    /// A time that is marked in a chart: the warm-up, a stall of the server, an event of it.
    struct Mark {
        enum Kind { case warmUp, stall, event }

        var kind: Kind
        /// Seconds since the start of the run.
        var span: ClosedRange<Double>
        var text: String
    }

    let title: String
    let note: String
    let unit: ChartUnit
    let series: [ChartSeries]
    let time: TimeAxis
    var prefersLogarithmic = false
    var marks: [Mark] = []

    /// Whether there is nothing to draw.
    var isEmpty: Bool { series.allSatisfy(\.isEmpty) }

    /// - Parameter id: the chart's own name in the page.
    func markup(id: String) -> Markup {
        let shown = series.filter { !$0.isEmpty }
        let axis = ValueAxis(
            shown.lazy.flatMap(\.values).compactMap(\.self), unit: unit,
            prefersLogarithmic: prefersLogarithmic)
        let frame = ChartFrame(
            id: id, title: title, note: axis.isLogarithmic ? "\(note), logarithmic" : note,
            description: description(of: shown), axis: axis, series: shown)
        let positions = time.instants.map(time.position)
        let lines = shown.indices.map { frame.line($0, at: positions) }.joined()
        return frame.figure(
            drawing: marks.map(drawing).joined() + lines,
            ticks: time.ticks.map { (time.position($0), time.text($0)) })
    }

    private func description(of shown: [ChartSeries]) -> String {
        let ranges = shown.map { line in
            let values = line.values.compactMap(\.self)
            guard let least = values.min(), let most = values.max() else { return line.name }
            return "\(line.name) from \(unit.text(least)) to \(unit.text(most))"
        }
        return "\(title) over \(time.text(time.seconds)): \(ranges.joined(separator: ", "))."
    }

    private func drawing(of mark: Mark) -> Markup {
        let start = time.position(mark.span.lowerBound) * 1_000
        let width = max(1, time.position(mark.span.upperBound) * 1_000 - start)
        let style: Markup =
            switch mark.kind {
            case .warmUp: "warmup"
            case .stall: "stall"
            case .event: "event"
            }
        return """
            <rect class="mark \(style)" x="\(start)" y="0" width="\(width)" \
            height="\(ChartFrame.height)"><title>\(mark.text)</title></rect>
            """
    }
}

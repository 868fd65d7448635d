import LoadTestingMacrosFree

/// The distribution of times: requests by time, in bins that are twelve per cent wide.
struct DistributionChart {
    let succeeded: HistogramSnapshot
    let failed: HistogramSnapshot

    /// The bins of a decade: Renard numbers (ISO 3, R20), which hold 1, 2 and 5.
    private static let steps: [Double] = [
        1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9,
    ]

    /// - Parameter id: the chart's own name in the page.
    func markup(id: String) -> Markup {
        let edges = edges
        let series = [("succeeded", succeeded, 0), ("failed", failed, ReportPalette.lines)]
            .filter { $0.1.count > 0 }
            .map { name, times, colour in
                ChartSeries(name: name, values: Self.counts(of: times, edges), colour: colour)
            }
        let sums = (0..<max(1, edges.count - 1)).map { bin in
            series.reduce(0) { $0 + (bin < $1.values.count ? $1.values[bin] ?? 0 : 0) }
        }
        let width = 1_000 / Double(max(1, edges.count - 1))
        let frame = ChartFrame(
            id: id, title: "Distribution", note: "requests by response time, logarithmic bins",
            description: "The most frequent bin is \(Self.name(of: sums, edges)).",
            axis: ValueAxis(sums, unit: .count), series: series, isOverTime: false,
            points: sums.indices.map { ((Double($0) + 0.5) * width, Self.name(of: $0, edges)) })
        return frame.figure(
            drawing: Self.bars(of: series, in: frame, width: width), ticks: ticks(edges))
    }

    /// The ends of the bins in nanoseconds.
    private var edges: [Double] {
        let all = [succeeded, failed].filter { $0.count > 0 }
        let low = Double(all.map(\.minimumNanoseconds).min() ?? 1_000_000)
        let high = Double(all.map(\.maximumNanoseconds).max() ?? 1_000_000)
        var power = 1_000.0
        var edges: [Double] = []
        while edges.last ?? 0 < high || edges.count < 2, power < 1e14 {
            for step in Self.steps where edges.last ?? 0 < high || edges.count < 2 {
                let edge = power * step
                let isBelow = edge <= max(low, 1_000) && edges.count < 2
                edges = isBelow ? [edge] : edges + [edge]
            }
            power *= 10
        }
        return edges
    }

    private static func counts(of times: HistogramSnapshot, _ edges: [Double]) -> [Double?] {
        // Counters end a little above an edge: what lies on it belongs to the bin before.
        var above = edges.map {
            Double(times.count(above: .nanoseconds(Int64($0)), orAt: false))
        }
        if !above.isEmpty {
            above[0] = Double(times.count)
            above[above.count - 1] = 0
        }
        return zip(above, above.dropFirst()).map { $0 - $1 }
    }

    private static func bars(
        of series: [ChartSeries], in frame: ChartFrame, width: Double
    ) -> Markup {
        var bases = [Double](repeating: 0, count: series.first?.values.count ?? 0)
        return series.enumerated().map { index, line -> Markup in
            var path = ""
            for (bin, value) in line.values.enumerated() {
                guard let value, value > 0 else { continue }
                let bottom = (1 - frame.axis.position(bases[bin])) * ChartFrame.height
                bases[bin] += value
                // A bin with a single request is seen, too.
                let top = min((1 - frame.axis.position(bases[bin])) * ChartFrame.height, bottom - 1)
                let ends = [Double(bin) * width + width * 0.06, (Double(bin) + 0.94) * width]
                    .map { ChartNumber.text($0, places: 1) }
                let heights = [bottom, top].map { ChartNumber.text($0, places: 1) }
                path += "M\(ends[0]) \(heights[0])V\(heights[1])H\(ends[1])V\(heights[0])z"
            }
            return """
                <path class="bar s\(line.colour)" data-series="\(index)" \
                data-values="\(frame.values(of: line))" d="\(path)"/>
                """
        }.joined()
    }

    private func ticks(_ edges: [Double]) -> [(position: Double, text: String)] {
        let bins = Double(max(1, edges.count - 1))
        let round = edges.enumerated().filter { RoundNumber.above($1) <= $1 * (1 + 1e-9) }
        let tens = round.filter { RoundNumber.isPowerOfTen($0.element) }
        let chosen = round.count <= 6 ? round : tens
        let shown = chosen.isEmpty ? [(offset: 0, element: edges.first ?? 0)] : chosen
        return shown.map { (Double($0.offset) / bins, ChartUnit.time.text($0.element)) }
    }

    private static func name(of bin: Int, _ edges: [Double]) -> String {
        guard bin + 1 < edges.count else { return "—" }
        return "\(ChartUnit.time.text(edges[bin])) – \(ChartUnit.time.text(edges[bin + 1]))"
    }

    private static func name(of sums: [Double], _ edges: [Double]) -> String {
        sums.indices.max { sums[$0] < sums[$1] }.map { name(of: $0, edges) } ?? "no time"
    }
}

import Foundation
import LoadTestingMacrosFree

/// The percentile curve: times by percentile, with an axis on which each further nine is as wide.
///
/// The horizontal axis is log10(1/(1 − p)), as HdrHistogram's plotter has it.
struct PercentileChart {
    let histograms: [(name: String, times: HistogramSnapshot)]

    /// The points of a curve for each further nine.
    private static let pointsPerNine = 20
    private static let maxNines = 5

    private var nines: Int {
        let count = histograms.map(\.times.count).max() ?? 0
        let seen = Int(log10(Double(max(10, count))).rounded(.up))
        return min(max(1, seen), Self.maxNines)
    }

    /// The percentiles of the points: 0 up to one with as many nines as there are requests for.
    private var percents: [Double] {
        (0...nines * Self.pointsPerNine).map {
            100 * (1 - pow(10, -Double($0) / Double(Self.pointsPerNine)))
        }
    }

    /// - Parameter id: the chart's own name in the page.
    func markup(id: String) -> Markup {
        let (percents, nines) = (percents, nines)
        let series = histograms.enumerated().map { index, histogram in
            ChartSeries(
                name: histogram.name,
                values: percents.map { Self.value($0, of: histogram.times) }, colour: index,
                isDashed: index % 2 == 1)
        }
        let axis = ValueAxis(
            series.lazy.flatMap(\.values).compactMap(\.self), unit: .time,
            prefersLogarithmic: true)
        let positions = percents.indices.map {
            Double($0) / Double(nines * Self.pointsPerNine)
        }
        let frame = ChartFrame(
            id: id, title: "Percentiles",
            note: "per cent of the successful requests; each further nine is as wide",
            description: description,
            axis: axis, series: series, isOverTime: false,
            points: zip(positions, percents).map { ($0 * 1_000, Self.name($1)) })
        return frame.figure(
            drawing: series.indices.map { frame.line($0, at: positions) }.joined(),
            ticks: ticks(nines))
    }

    private static func value(_ percent: Double, of times: HistogramSnapshot) -> Double? {
        let value = percent > 0 ? times.percentile(percent) : times.minimum
        return value.map { Double($0.wholeNanoseconds) }
    }

    private var description: String {
        let parts = histograms.map { name, times in
            let known = [50.0, 95, 99, 99.9].map { percent in
                "\(Self.name(percent)) \(times.percentile(percent)?.text ?? "—")"
            }
            return "\(name): \(known.joined(separator: ", "))"
        }
        return "Times by percentile. \(parts.joined(separator: "; "))."
    }

    private func ticks(_ nines: Int) -> [(position: Double, text: String)] {
        let median = (position: log10(2) / Double(nines), text: "50")
        return [(0, "min")] + (nines <= 3 ? [median] : [])
            + (1...nines).map { count in
                let percent = 100 * (1 - pow(10, -Double(count)))
                return (Double(count) / Double(nines), ChartNumber.text(percent, places: 5))
            }
    }

    private static func name(_ percent: Double) -> String {
        percent == 0 ? "min" : "p\(ChartNumber.text(percent, places: percent < 99 ? 1 : 5))"
    }
}

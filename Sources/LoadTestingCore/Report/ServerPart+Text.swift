import LoadTestingMacrosFree

extension ServerPart {
    /// The details behind the value: `over 12.3 s, peak 180 %`.
    var detail: String {
        let seconds = NumberText.decimal(level.seconds, places: 1)
        return switch statistic {
        case .mean, .growth: "over \(seconds) s, peak \(peak)"
        case .peak: "over \(seconds) s, mean \(mean)"
        case .perRequest: "\(NumberText.decimal(level.integral, places: 2)) s of CPU"
        }
    }
}

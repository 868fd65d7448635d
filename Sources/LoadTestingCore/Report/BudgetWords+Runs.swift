import LoadTestingMacrosFree

extension BudgetWords {
    /// The words about several runs together.
    func ofRuns(_ basis: Finding.RepeatedBasis) -> FindingText {
        let detail = detail(of: basis)
        let relation = finding.measured.map { "was \($0)" } ?? "has no single value"
        return FindingText(
            detail: detail.hasPrefix("inconclusive") ? detail : marked(detail),
            message: "\(metric) \(relation), budget \(limit) (\(detail))")
    }

    private func detail(of basis: Finding.RepeatedBasis) -> String {
        switch basis {
        case .held(let held, let all, let values):
            "held in \(held) of \(all) runs: \(values.list)"
        case .median(let all, let values): "median of \(all) runs: \(values.list)"
        case .undecided(let undecided, let all, let example):
            "\(undecided) of \(all) runs could not tell, such as: \(example?.message ?? "not run")"
        case .mean(let estimates):
            "mean of \(estimates.count) runs, between \(finding.interval?.description ?? "—"), each"
                + " end at 95 %"
                + (finding.verdict == .inconclusive ? ": more runs would tell" : "")
                + ": \(estimates.map(\.text).joined(separator: ", "))"
        case .missed(let missed, let all, let values):
            "missed in \(missed) of \(all) runs, onMiss: .confirm: \(values.list)"
        case .agreed(let finding): finding?.detail ?? ""
        }
    }
}

extension [MetricValue?] {
    /// The values of several runs: `41 ms, —, 43 ms`.
    fileprivate var list: String {
        map { $0?.description ?? "—" }.joined(separator: ", ")
    }
}

import LoadTestingMacrosFree

/// The words for budgets that compare a run with an earlier one.
extension BudgetWords {
    func ofBaseline(_ basis: Finding.BaselineBasis) -> FindingText {
        switch basis {
        case .recorded:
            FindingText(
                detail: "recorded as the baseline",
                message: "\(metric) was \(value), which is the baseline from now on")
        case .compared(let reference, let recorded, let lower, let upper):
            compared(reference?.description ?? "—", recorded, lower, upper)
        case .missing(let gap):
            FindingText(
                detail: "inconclusive: \(gap.text)",
                message: "\(metric) was \(value), budget \(limit), but \(gap.text)")
        }
    }

    private func compared(
        _ reference: String, _ recorded: String, _ lower: Double, _ upper: Double
    ) -> FindingText {
        let ends = [lower, upper].map {
            finding.measured?.with(number: max(0, $0)).description ?? "—"
        }
        let interval = "\(ends[0]) – \(ends[1]) with the noise of both runs"
        let figures = "baseline \(reference) of \(recorded.printable(upTo: 20))"
        let doubt = finding.verdict == .inconclusive ? ", but noise hides it" : ""
        return FindingText(
            detail: marked("\(figures); \(interval)"),
            message: "\(metric) was \(value), budget \(limit)\(doubt) (\(figures); \(interval))")
    }
}

extension BaselineGap {
    /// The reason, with the remedy.
    fileprivate var text: String {
        let remedy = "record one: LOADTESTING_RECORD_BASELINE=1 swift test"
        switch self {
        case .notRecorded(let path, let others) where others.isEmpty:
            return "there is no baseline at \(path.printable): \(remedy)"
        case .notRecorded(_, let others):
            let list = others.map { $0.printable(upTo: 80) }.joined(separator: ", ")
            return "there is no baseline of this kind of machine, only of \(list): \(remedy)"
        case .unreadable(let path, let reason):
            return "\(path.printable) is no baseline: \(reason.printable(upTo: 200)): \(remedy)"
        case .noFigure(let recorded):
            return "the baseline of \(recorded.printable(upTo: 20)) has no such figure: \(remedy)"
        case .buildMode(let isDebug):
            return "the baseline is of a \(isDebug ? "debug" : "release") build: compare builds of"
                + " one mode, or \(remedy)"
        case .loops(let recorded, let now):
            return "\(NumberText.counted(recorded, "thread")) sent the load of the baseline, now"
                + " \(now): \(remedy)"
        case .noEstimate(let missing):
            let length = missing.secondsNeeded.map { ": run ≥ \(NumberText.grouped($0)) s" } ?? ""
            return "\(missing)\(length)"
        case .scaled: return "the load is scaled: what was recorded is of the whole load"
        case .noPlan: return "a baseline belongs to a budget of a plan: expect(…) in LoadTest"
        }
    }
}

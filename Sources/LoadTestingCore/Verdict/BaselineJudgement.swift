import LoadTestingMacrosFree

/// A budget against the figure of an earlier run: the difference decides, where it is larger than
/// the noise of both runs.
struct BaselineJudgement {
    let budget: Budget
    let margin: Ratio
    let source: BaselineSource
    let run: RunSnapshot

    /// The level at which each side of the interval has 95 %.
    private static let level = SliceRule.confident.level

    var finding: Finding {
        let metric = budget.metric
        let measured = run.value(of: metric)
        let evidence = run.total(of: metric.samples).map {
            Finding.Evidence(run.wholePart($0, isAll: metric.scope == .everything), for: metric)
        }
        let make = { (verdict: Verdict, bound: MetricValue?, basis: Finding.BaselineBasis) in
            Finding(
                budget, bound: bound, verdict, measured: measured, by: .baseline(basis),
                evidence: evidence)
        }
        do throws(BaselineGap) {
            let now = try estimate(of: metric)
            switch source {
            case .recorded: return make(.passed, nil, .recorded)
            case .missing(let gap): throw gap
            case .found(let baseline):
                let figure = try figure(of: metric, in: baseline)
                let bound = figure.scaled(by: 1 + margin.fraction)
                let (verdict, basis) = compare(now, bound, figure, baseline, measured)
                return make(verdict, measured?.with(number: bound.value), basis)
            }
        } catch {
            return make(.inconclusive, nil, .missing(error))
        }
    }

    private func estimate(of metric: Metric) throws(BaselineGap) -> SlicedEstimate {
        switch run.estimate(of: metric) {
        case .success(let estimate): return estimate
        case .failure(let missing): throw .noEstimate(missing)
        }
    }

    /// The recorded figure, of a run that this one may be compared with.
    private func figure(
        of metric: Metric, in baseline: Baseline
    ) throws(BaselineGap) -> SlicedEstimate {
        if let generator = run.facts.generators.first {
            guard generator.isDebugBuild == baseline.isDebugBuild else {
                throw .buildMode(recordedIsDebug: baseline.isDebugBuild)
            }
            guard generator.loops == baseline.loops else {
                throw .loops(recorded: baseline.loops, now: generator.loops)
            }
        }
        guard let figure = baseline.figures[metric.description] else {
            throw .noFigure(recorded: baseline.recorded)
        }
        return figure
    }

    private func compare(
        _ now: SlicedEstimate, _ bound: SlicedEstimate, _ figure: SlicedEstimate,
        _ baseline: Baseline, _ measured: MetricValue?
    ) -> (Verdict, Finding.BaselineBasis) {
        let difference = EstimateDifference(from: bound, to: now, level: Self.level, margin: 0)
        let holds = [difference.lower, difference.upper].map { budget.comparison.holds($0, 0) }
        let verdict: Verdict =
            holds == [true, true] ? .passed : holds == [false, false] ? .failed : .inconclusive
        return (
            verdict,
            .compared(
                with: measured?.with(number: figure.value), recorded: baseline.recorded,
                lower: now.value + difference.lower - difference.value,
                upper: now.value + difference.upper - difference.value)
        )
    }
}

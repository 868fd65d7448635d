import LoadTestingMacrosFree

extension LoadTestResult {
    /// Several runs of the same plan as one result: the median of their estimates decides.
    ///
    /// Its figures are those of the run in the middle; metrics are medians.
    ///
    /// - Parameter runs: at least one, in the order run.
    package init(medianOf runs: [LoadTestResult]) { self.init(runs, by: .median) }

    /// A run with a miss, and its confirmation: a budget fails when both miss it.
    ///
    /// Its figures are those of the second run.
    package init(_ run: LoadTestResult, confirmedBy second: LoadTestResult) {
        self.init([run, second], by: .bestOf)
    }

    /// Whether something was missed, and each miss is within a quarter of its bound: so near that
    /// chance may explain it.
    package var needsConfirmation: Bool {
        guard mode == .load, [.failed].contains(verdict) else { return false }
        return findings.filter { $0.verdict == .failed }.allSatisfy(isNearMiss)
    }

    /// Whether a budget of this run was missed by a quarter of its bound at most.
    func isNearMiss(_ finding: Finding) -> Bool {
        guard let budget = finding.budget, let measured = finding.measured,
            let bound = try? ResolvedBound(budget, in: snapshot).number
        else { return false }
        return (measured.number - bound).magnitude <= bound.magnitude / 4
    }
}

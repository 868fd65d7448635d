import LoadTestingMacrosFree

extension BudgetWords {
    /// The levels between which the answer of a search lies.
    func ofCapacity(_ record: CapacityRecord) -> FindingText {
        let answer = record.answer
        return FindingText(
            detail: marked(answer), message: "capacity was \(value), budget \(limit): \(answer)")
    }
}

extension CapacityRecord {
    /// The answer in words, such as `285/s held; 300/s missed: p95 was 184 ms, budget < 100 ms`.
    var answer: String {
        guard let missed = level(at: missed) else {
            return [held.map { "at least \(text($0))" }, end.text].compactMap(\.self)
                .joined(separator: "; ")
        }
        let miss = "\(text(missed.load)) missed: \(missed.reason)"
        guard let held else { return "even \(miss)" }
        let reason = end == .found ? nil : end.text
        return ["\(text(held)) held", miss, reason].compactMap(\.self).joined(separator: "; ")
    }

    /// A level as its load.
    func text(_ load: Double) -> String {
        countsUsers
            ? NumberText.counted(Int(load), "user") : Rate.perSecond(load).description
    }
}

extension CapacityRecord.End {
    /// The reason that the search went no further.
    fileprivate var text: String {
        switch self {
        case .found: "found"
        case .highestHeld: "the highest level of the search held: raise upTo"
        case .lowestMissed: "the lowest level of the search missed: lower from"
        case .generator: "this generator could not do more"
        case .timeLimit: "the time of the search was over: raise within"
        case .undecided: "a level had too few requests to decide: raise step"
        case .interrupted: "the run was interrupted"
        }
    }
}

import LoadTestingMacrosFree

extension BudgetWords {
    /// The levels between which the answer of a search lies.
    func ofCapacity(_ record: CapacityRecord) -> FindingText {
        let answer = record.answer
        return FindingText(
            detail: marked(answer), message: "capacity was \(value), budget \(limit): \(answer)")
    }
}

extension BudgetWords {
    /// The behaviour beyond a capacity.
    func ofOverload(_ record: OverloadRecord) -> FindingText {
        switch metric.statistic {
        case .goodput(let factor):
            let detail = record.level(at: factor)?.text ?? "—"
            return FindingText(
                detail: detail, message: "\(metric) was \(value), budget \(limit): \(detail)")
        default:
            let detail = record.recovery?.text ?? "—"
            let measured = finding.measured.map { "was \($0)" } ?? "was not seen"
            return FindingText(
                detail: detail, message: "\(metric) \(measured), budget \(limit): \(detail)")
        }
    }
}

extension OverloadRecord {
    /// The levels in words, such as `sudden: 62 % of the capacity's successes at 2 ×`.
    var text: String {
        let shares = levels.filter { $0.goodput != nil }.map {
            "\(Ratio(fraction: $0.goodput ?? 0).wholePercent) at \(Self.text(of: $0.factor))"
        }
        let kind = breakdown.map { "\($0.rawValue): " } ?? ""
        guard !shares.isEmpty else { return "this generator could not do more" }
        let errors = level(at: 2)?.errors ?? ""
        return "\(kind)successes were \(shares.joined(separator: ", ")) of those at the capacity"
            + (errors.isEmpty ? "" : "; \(errors) at 2 ×")
    }

    /// A multiple in words: `1.25 ×`.
    static func text(of factor: Double) -> String {
        "\(NumberText.decimal(factor, places: 3)) ×"
    }
}

extension OverloadRecord.Level {
    /// The level in a sentence.
    var text: String {
        let figures = [
            level.throughput.map { "\(Rate.perSecond($0)) succeeded" },
            level.p95.map { "p95 \(NumberText.duration(nanoseconds: $0))" },
            errors.isEmpty ? nil : errors,
        ]
        return figures.compactMap(\.self).joined(separator: ", ")
    }

    /// Its errors by cause; empty without any.
    var errors: String { causes.list }
}

extension OverloadRecord.Recovery {
    /// The recovery in a sentence.
    var text: String {
        switch seconds {
        case nil: "the budgets did not hold again within \(watched) s at half of the capacity"
        case 0: "the budgets held at once at half of the capacity"
        case let seconds?: "the budgets held again \(seconds) s after 2 ×, at half of the capacity"
        }
    }
}

extension OverloadRecord.Absence {
    /// The reason, with the remedy.
    func text(at factor: Double) -> String {
        let load = "\(OverloadRecord.text(of: factor)) the capacity"
        return switch self {
        case .noAnswer: "the search has no answer that could be exceeded"
        case .aboveHighest: "\(load) is above the highest level of the search: raise upTo"
        case .generator: "this generator could not do \(load)"
        }
    }
}

extension Ratio {
    /// The share in whole percent.
    fileprivate var wholePercent: String { "\(NumberText.decimal(fraction * 100, places: 0)) %" }
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

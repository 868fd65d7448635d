extension LoadTestResult {
    /// The resource that gave way first; `nil` where nothing did: no budget was missed, or a search
    /// found no level that missed one.
    ///
    /// Of a search it is told from the lowest level that missed, or from a higher one where that
    /// shows nothing; of another run from the seconds of its highest load. Its kind is
    /// ``Bottleneck/Kind/unknown`` where the evidence is not enough.
    public var bottleneck: Bottleneck? {
        guard mode == .load, !snapshot.facts.isImported else { return nil }
        if let record = snapshot.capacity { return record.bottleneck }
        let isInvalid = findings.contains { $0.verdict == .invalid }
        guard isInvalid || findings.contains(where: { $0.verdict == .failed }), requests > 0 else {
            return nil
        }
        let found = BottleneckRules(LoadEvidence(snapshot)).found
        // A doubt about the generator leaves what is clear of the server.
        return isInvalid && found.certainty != .clear
            ? Bottleneck(.generator, .likely, [.generatorDoubt]) : found
    }
}

extension CapacityRecord {
    /// The resource that gave way; `nil` where no level missed.
    var bottleneck: Bottleneck? {
        end == .generator ? Bottleneck(.generator, .clear, [.generatorDoubt]) : finding?.limit
    }

    /// The resource that gave way, with what it is told from: the lowest level that missed, or,
    /// where little was to be seen of it there, a higher one.
    var finding: (limit: Bottleneck, evidence: LoadEvidence)? {
        guard let missed, let lowest = level(at: missed)?.evidence else { return nil }
        let found = BottleneckRules(lowest).found
        guard found.isOpen else { return (found, lowest) }
        let higher = levels.filter { $0.outcome == .missed && $0.load > missed }
        for evidence in higher.sorted(by: { $0.load < $1.load }).compactMap(\.evidence) {
            let limit = BottleneckRules(evidence).found
            if limit.kind != .unknown { return (limit.withoutClarity, evidence) }
        }
        return (found, lowest)
    }
}

extension Bottleneck {
    /// Whether it is unknown for want of signs, of which a higher load may have more.
    fileprivate var isOpen: Bool {
        kind == .unknown
            && signs.allSatisfy {
                switch $0 {
                case .idleProcessor, .usedCores: true
                default: false
                }
            }
    }

    /// The same of a load beyond the one that is to be explained.
    fileprivate var withoutClarity: Bottleneck {
        Bottleneck(kind, .likely, port: port, size: size, allCores: isOfAllCores, signs)
    }
}

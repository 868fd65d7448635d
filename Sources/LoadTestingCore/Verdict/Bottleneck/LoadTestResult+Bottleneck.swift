extension LoadTestResult {
    /// The resource that gave way first; `nil` where nothing did: no budget was missed, or a search
    /// found no level that missed one.
    ///
    /// Of a search it is told from the lowest level that missed, of another run from the seconds of
    /// its highest load. Its kind is
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
    /// The resource that gave way at the lowest level that missed.
    var bottleneck: Bottleneck? {
        if end == .generator { return Bottleneck(.generator, .clear, [.generatorDoubt]) }
        guard let above = level(at: missed)?.evidence else { return nil }
        return BottleneckRules(above).found
    }
}

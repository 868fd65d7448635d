/// The limit behind what there is more of: where it was reached, more of the rest hides it.
extension Scaling {
    /// The gain below which another size does not help.
    static let minGain = 0.05

    /// The first size that did no more than the one before, and that one; `nil` where each helped,
    /// or nothing can be said.
    var end: (best: Size, next: Size)? {
        let trusted = sizes.filter { $0.size <= largestTrustedSize ?? 0 }
        return zip(trusted, trusted.dropFirst()).first { $0.gain(to: $1) < Self.minGain }
            .map { (best: $0, next: $1) }
    }

    /// The service behind the system that was at its limit where more no longer helped: a database
    /// that is waited for, or a pool of connections to it.
    ///
    /// `nil` where more helps, and where the evidence is of something else.
    ///
    /// ```swift
    /// #expect(scaling.hiddenLimit?.port != 5432)
    /// ```
    public var hiddenLimit: Bottleneck? {
        guard let found = end?.next.limit, [.upstream, .connectionPool].contains(found.kind),
            found.certainty != .none
        else { return nil }
        return found
    }
}

extension Scaling.Size {
    /// The share by which another size does more; below 0 for less.
    func gain(to other: Scaling.Size) -> Double {
        other.throughput.perSecond / max(throughput.perSecond, 1e-9) - 1
    }

    /// The resource that gave way: of a search at a level that missed, otherwise in the run, whose
    /// load is more than the size can take.
    var limit: Bottleneck? {
        if result.snapshot.capacity?.end == .generator { return result.bottleneck }
        return finding?.limit
    }

    /// The resource that gave way, with what it is told from.
    var finding: (limit: Bottleneck, evidence: LoadEvidence)? {
        guard result.snapshot.capacity == nil else { return result.snapshot.capacity?.finding }
        let evidence = LoadEvidence(result.snapshot)
        return (BottleneckRules(evidence).found, evidence)
    }
}

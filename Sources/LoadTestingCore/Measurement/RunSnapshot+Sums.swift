extension RunSnapshot {
    /// All requests together, or those of one label, in some of the run's intervals.
    ///
    /// Earlier sums are cached: a result is read many times.
    ///
    /// - Parameter label: a label, or `nil` for all; `nil` is returned for an unknown one.
    package func sum(
        of label: String?, over intervals: ArraySlice<IntervalSnapshot>
    ) -> LabelSnapshot? {
        sums.sum(of: label, over: intervals, in: self)
    }

    /// All requests together, or those of one label, in some intervals.
    ///
    /// - Parameter kinds: the histograms whose percentiles are needed: the others cost less.
    package func total(
        of label: String?, in intervals: some Sequence<IntervalSnapshot>,
        counters kinds: HistogramKinds = .all
    ) -> LabelSnapshot? {
        guard let wanted = numbers(of: label) else { return nil }
        let recorder = LabelRecorder()
        for interval in intervals { add(interval.labels, wanted, to: recorder, counters: kinds) }
        return recorder.takeAll()
    }

    /// The same of each interval alone.
    package func totals(
        of label: String?, inEach intervals: some Sequence<IntervalSnapshot>,
        counters kinds: HistogramKinds
    ) -> [LabelSnapshot]? {
        guard let wanted = numbers(of: label) else { return nil }
        let recorder = LabelRecorder()
        var totals: [LabelSnapshot] = []
        for interval in intervals {
            add(interval.labels, wanted, to: recorder, counters: kinds)
            totals.append(recorder.takeAll())
        }
        return totals
    }

    /// Counts the requests of an interval that succeeded and failed.
    package func counts(of labels: PackedLabels) -> (succeeded: UInt64, failed: UInt64) {
        var counts = (succeeded: UInt64(0), failed: UInt64(0))
        labels.forEach { number, label in
            guard !isTransaction(number) else { return }
            counts.succeeded += label.succeeded
            counts.failed += label.failed
        }
        return counts
    }

    /// The wanted labels: one, or all.
    enum Wanted {
        case all
        case one(Int)
    }

    func numbers(of label: String?) -> Wanted? {
        guard let label else { return .all }
        return labels.firstIndex(of: label).map { .one($0) }
    }

    func add(
        _ labels: PackedLabels, _ wanted: Wanted, to recorder: LabelRecorder,
        counters kinds: HistogramKinds = .all
    ) {
        switch wanted {
        case .one(let number): labels.add(number, to: recorder, counters: kinds)
        case .all:
            for number in labels.seen {
                if isTransaction(number) {
                    add(broken: labels.counts(of: number), to: recorder)
                } else {
                    labels.add(number, to: recorder, counters: kinds)
                }
            }
        }
    }

    /// Iterations that broke without a failed request are errors, though no requests.
    private func add(broken transaction: LabelSnapshot, to recorder: LabelRecorder) {
        guard let broken = transaction.causes[.script] else { return }
        var counts = LabelSnapshot()
        counts.brokenIterations = broken
        counts.causes = [.script: broken]
        recorder.add(counts)
    }
}

extension RunSnapshot {
    /// All requests together, or those of one label: an exact sum over the judged intervals.
    ///
    /// - Parameter label: a label, or `nil` for all; `nil` is returned for an unknown one.
    package func total(of label: String? = nil) -> LabelSnapshot? {
        total(of: SampleScope(label: label))
    }

    /// The requests of a scope: an exact sum over the judged intervals.
    ///
    /// - Returns: `nil` for a scope without a row.
    package func total(of scope: SampleScope) -> LabelSnapshot? {
        sum(of: scope, over: judgedIntervals)
    }

    /// The requests of a scope in some of the run's intervals.
    ///
    /// Earlier sums are cached: a result is read many times.
    ///
    /// - Returns: `nil` for a scope without a row.
    package func sum(
        of scope: SampleScope, over intervals: ArraySlice<IntervalSnapshot>
    ) -> LabelSnapshot? {
        sums.sum(of: scope, over: intervals, in: self)
    }

    /// The requests of a scope in some intervals.
    ///
    /// - Parameter kinds: the histograms whose percentiles are needed: the others cost less.
    package func total(
        of scope: SampleScope, in intervals: some Sequence<IntervalSnapshot>,
        counters kinds: HistogramKinds = .all
    ) -> LabelSnapshot? {
        guard let wanted = numbers(of: scope) else { return nil }
        let recorder = LabelRecorder()
        for interval in intervals {
            add(interval.labels, wanted, of: scope, to: recorder, counters: kinds)
        }
        return recorder.takeAll()
    }

    /// The same of each interval alone.
    package func totals(
        of scope: SampleScope, inEach intervals: some Sequence<IntervalSnapshot>,
        counters kinds: HistogramKinds
    ) -> [LabelSnapshot]? {
        guard let wanted = numbers(of: scope) else { return nil }
        let recorder = LabelRecorder()
        var totals: [LabelSnapshot] = []
        for interval in intervals {
            add(interval.labels, wanted, of: scope, to: recorder, counters: kinds)
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

    /// The wanted rows.
    enum Wanted {
        case all
        case some([Int])
    }

    func numbers(of scope: SampleScope) -> Wanted? {
        if scope == .everything { return .all }
        let found = rows.indices.filter { isWanted(rows[$0], in: scope) }
        // Without a label a figure is of requests: transactions alone are none.
        let isKnown = scope.label != nil || found.contains { !isTransaction($0) }
        return found.isEmpty || !isKnown ? nil : .some(found)
    }

    func add(
        _ labels: PackedLabels, _ wanted: Wanted, of scope: SampleScope,
        to recorder: LabelRecorder, counters kinds: HistogramKinds = .all
    ) {
        let numbers = if case .some(let numbers) = wanted { numbers } else { Array(labels.seen) }
        for number in numbers {
            if scope.label == nil, isTransaction(number) {
                add(broken: labels.counts(of: number), to: recorder)
            } else {
                labels.add(number, to: recorder, counters: kinds)
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

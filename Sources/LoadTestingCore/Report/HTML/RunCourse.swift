import LoadTestingMacrosFree

/// The course of a run as charts need it: values by interval.
struct RunCourse {
    let snapshot: RunSnapshot
    let time: TimeAxis
    /// All requests of each interval, with both clocks' histograms.
    let totals: [LabelSnapshot]
    /// The seconds of each interval that lie in the run; `nil` where they are too few for a rate.
    private let seconds: [Double?]

    init(_ snapshot: RunSnapshot) {
        self.snapshot = snapshot
        let intervals = snapshot.intervals
        let end = Double(snapshot.durationNanoseconds) / 1e9
        totals =
            snapshot.totals(
                of: .everything, inEach: intervals,
                counters: [HistogramKinds(.okResponse), HistogramKinds(.okService)]) ?? []
        let lengths = intervals.map { interval in
            max(0, min(Double(interval.seconds), end - Double(interval.startSecond)))
        }
        seconds = lengths.map { $0 >= 0.5 ? $0 : nil }
        time = TimeAxis(
            seconds: end,
            instants: zip(intervals, lengths).map { Double($0.startSecond) + $1 / 2 })
    }

    /// A value of each interval.
    func values(_ value: (IntervalSnapshot) -> Double?) -> [Double?] {
        snapshot.intervals.map(value)
    }

    /// A value of all requests of each interval.
    func ofTotals(_ value: (LabelSnapshot) -> Double?) -> [Double?] { totals.map(value) }

    /// A number of all requests of each interval as a rate.
    func rates(_ count: (LabelSnapshot) -> UInt64) -> [Double?] {
        zip(totals, seconds).map { total, seconds in seconds.map { Double(count(total)) / $0 } }
    }

    /// A sum of each interval for each second.
    func perSecond(_ sum: (IntervalSnapshot) -> Double?) -> [Double?] {
        zip(snapshot.intervals, seconds).map { interval, seconds in
            seconds.flatMap { seconds in sum(interval).map { $0 / seconds } }
        }
    }

    /// The requests of a label in each interval.
    func totals(of label: String) -> [LabelSnapshot] {
        snapshot.totals(
            of: SampleScope(label: label), inEach: snapshot.intervals,
            counters: HistogramKinds(.okResponse)) ?? []
    }

    /// A number of the requests of some label in each interval as a rate.
    func rates(of totals: [LabelSnapshot], _ count: (LabelSnapshot) -> UInt64) -> [Double?] {
        zip(totals, seconds).map { total, seconds in seconds.map { Double(count(total)) / $0 } }
    }

    /// Percentiles of a histogram of each interval as lines; 100 is the maximum.
    func percentiles(
        _ percents: [Double], of histogram: (LabelSnapshot) -> HistogramSnapshot
    ) -> [ChartSeries] {
        let histograms = totals.map(histogram)
        return percents.enumerated().map { index, percent in
            let name = percent == 100 ? "max" : "p\(ChartNumber.text(percent, places: 2))"
            return ChartSeries(
                name: name, values: histograms.map { $0.nanoseconds(at: percent) },
                colour: percent == 100 ? ReportPalette.lines - 1 : index)
        }
    }

    /// The marks in charts over time: the warm-up, stalls, events of the plan and of the server.
    var marks: [TimeChart.Mark] {
        let warmUp = snapshot.facts.warmUpSeconds
        let early = TimeChart.Mark(
            kind: .warmUp, span: 0...Double(warmUp), text: "warm-up, measured and not judged")
        let stalls = snapshot.intervals.flatMap(\.stalls).map { stall in
            let start = Double(stall.startNanoseconds) / 1e9
            let time = NumberText.duration(nanoseconds: stall.nanoseconds)
            return TimeChart.Mark(
                kind: .stall, span: start...start + Double(max(0, stall.nanoseconds)) / 1e9,
                text: "no answer for \(time), \(NumberText.grouped(stall.waiting)) users waited")
        }
        let events = snapshot.servers.flatMap(\.events).map { event in
            let instant = Double(event.nanoseconds) / 1e9
            return TimeChart.Mark(kind: .event, span: instant...instant, text: event.text)
        }
        let own = snapshot.events.compactMap { event in
            event.nanoseconds.map { start in
                TimeChart.Mark(
                    kind: .event,
                    span: Double(start) / 1e9...Double(event.undoneNanoseconds ?? start) / 1e9,
                    text: event.text)
            }
        }
        return (warmUp > 0 ? [early] : []) + stalls.prefix(200) + own.prefix(200)
            + events.prefix(200)
    }
}

extension HistogramSnapshot {
    /// A percentile in nanoseconds; `nil` without values.
    func nanoseconds(at percent: Double) -> Double? {
        percentile(percent).map { Double($0.wholeNanoseconds) }
    }

    /// The mean in nanoseconds; `nil` without values.
    var meanNanoseconds: Double? { count > 0 ? sumNanoseconds / Double(count) : nil }
}

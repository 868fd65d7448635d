import LoadTestingMacrosFree

/// What a metric of the server has in some intervals of a run; pure.
struct ServerPart {
    let series: ServerSeries
    let statistic: ServerStatistic
    /// All intervals together.
    let level: ServerUse.Level
    let value: MetricValue
    /// What of the server is not in it; `nil` where it is of the whole.
    let gap: String?

    /// Fewer seconds show no trend.
    private static let fewestSecondsForGrowth = 10

    /// - Throws: why there is no value.
    init(
        _ series: ServerSeries, _ statistic: ServerStatistic, in run: RunSnapshot,
        _ intervals: ArraySlice<IntervalSnapshot>, requests: UInt64
    ) throws(MissingPart) {
        guard let record = run.server else { throw .noServer }
        if case .scraped(let name) = series, let reason = record.unratedSamples[name] {
            throw MissingPart(reason: reason)
        }
        let levels = intervals.compactMap { interval in
            interval.server?.level(of: series).map { (interval: interval, level: $0) }
        }
        let level = levels.reduce(into: ServerUse.Level()) { $0.merge($1.level) }
        guard let mean = level.mean else { throw .unseen(series, record) }
        self.series = series
        self.statistic = statistic
        self.level = level
        gap = record.gaps.first { series.isMissing($0.part) }?.text
        let number: Double
        switch statistic {
        case .mean: number = mean
        case .peak: number = level.peak ?? mean
        case .perRequest:
            guard requests > 0 else { throw MissingPart(reason: "no request was measured") }
            number = level.integral * 1e9 / Double(requests)
        case .growth:
            guard levels.count >= Self.fewestSecondsForGrowth else {
                throw MissingPart(
                    reason: "growth takes \(Self.fewestSecondsForGrowth) s of which the server was"
                        + " seen, there were \(levels.count): run longer")
            }
            let trend = Trend(
                levels.map { (Double($0.interval.startSecond), $0.level.mean ?? 0) })
            number = trend.slope * 60
        }
        value = series.value(number, of: statistic, cores: record.cores)
    }

    /// What stands behind the value in a report.
    func detail(cores: Int) -> String {
        let text = { (number: Double, statistic: ServerStatistic) in
            series.value(number, of: statistic, cores: cores).description
        }
        let mean = level.mean ?? 0
        let seconds = NumberText.decimal(level.seconds, places: 1)
        return switch statistic {
        case .mean: "over \(seconds) s, peak \(text(level.peak ?? mean, .peak))"
        case .peak: "over \(seconds) s, mean \(text(mean, .mean))"
        case .perRequest: "\(NumberText.decimal(level.integral, places: 2)) s of CPU"
        case .growth: "over \(seconds) s, peak \(text(level.peak ?? mean, .peak))"
        }
    }
}

extension ServerUse {
    /// What was seen of one thing; a port to which no connection was seen has none.
    fileprivate func level(of series: ServerSeries) -> Level? {
        if let level = self[series] { return level }
        guard case .connections = series, let sockets = self[.established] else { return nil }
        return Level(0, for: sockets.seconds)
    }
}

extension ServerSeries {
    /// Whether what was not watched of a server is not in it.
    fileprivate func isMissing(_ part: ServerRecord.Gap.Part) -> Bool {
        switch self {
        case .machineCPU, .core, .networkReceived, .networkSent, .scraped: false
        case .cpu, .userCPU, .systemCPU: true
        default: part == .processes
        }
    }

    /// A number of this series in the unit in which a person reads it.
    fileprivate func value(
        _ number: Double, of statistic: ServerStatistic, cores: Int
    ) -> MetricValue {
        let value: MetricValue =
            switch self {
            case .cpu where statistic == .perRequest:
                .latency(.nanoseconds(Int64(number.limited)))
            case .cpu, .userCPU, .systemCPU, .core, .throttled: .ratio(Ratio(fraction: number))
            case .machineCPU: .ratio(Ratio(fraction: number / Double(max(1, cores))))
            case .memory, .swap, .diskRead, .diskWritten, .networkReceived, .networkSent:
                .bytes(ByteAmount(bytes: Int64(number.limited)))
            case .openFiles, .threads, .processes, .connections, .established, .closeWait,
                .timeWait, .acceptQueue:
                statistic == .peak ? .count(Int(number.limited)) : .number(number)
            case .voluntarySwitches, .involuntarySwitches, .scraped: .number(number)
            }
        return statistic == .growth ? .perMinute(value) : value
    }
}

extension MissingPart {
    /// The target has no server that is known.
    static let noServer = MissingPart(
        reason: "the test knows no server to watch: LoadTest(…, target: server) takes one of"
            + " Server.launch, .attach or .listening")

    fileprivate static func unseen(_ series: ServerSeries, _ record: ServerRecord) -> MissingPart {
        let reasons = record.unseen.isEmpty ? "" : " (\(record.unseen.joined(separator: "; ")))"
        return MissingPart(reason: "it was not seen of \(record.name)\(reasons)")
    }
}

import LoadTestingMacrosFree

/// The values of the server's metrics in some intervals of a run; pure.
package struct ServerPart: Hashable, Codable, Sendable {
    let series: ServerSeries
    let statistic: ServerStatistic
    /// All intervals together.
    let level: ServerUse.Level
    let value: MetricValue
    /// The part of the server that is missing in it; `nil` where it is of the whole.
    let gap: String?
    /// The number of the machine's cores.
    let cores: Int

    /// The minimum seconds of a trend.
    private static let minSecondsForGrowth = 10

    /// - Throws: the reason that there is no value.
    init(
        _ series: ServerSeries, _ statistic: ServerStatistic, in run: RunSnapshot,
        _ intervals: ArraySlice<IntervalSnapshot>, requests: UInt64
    ) throws(MissingPart) {
        guard let record = run.server else { throw .noServer }
        if case .scraped(let name) = series, let reason = record.unratedSamples[name] {
            throw .unrated(reason)
        }
        let levels = intervals.compactMap { interval in
            interval.server?.level(of: series).map { (interval: interval, level: $0) }
        }
        let level = levels.reduce(into: ServerUse.Level()) { $0.merge($1.level) }
        guard let mean = level.mean else {
            throw .unseen(server: record.name, reasons: record.unseen)
        }
        self.series = series
        self.statistic = statistic
        self.level = level
        gap = record.gaps.first { series.isMissing($0.part) }?.text
        let number: Double
        switch statistic {
        case .mean: number = mean
        case .peak: number = level.peak ?? mean
        case .perRequest:
            guard requests > 0 else { throw .noRequests }
            number = level.integral * 1e9 / Double(requests)
        case .growth:
            guard levels.count >= Self.minSecondsForGrowth else {
                throw .tooShortForGrowth(
                    seconds: levels.count, needed: Self.minSecondsForGrowth)
            }
            let trend = Trend(
                levels.map { (Double($0.interval.startSecond), $0.level.mean ?? 0) })
            number = trend.slope * 60
        }
        cores = record.cores
        value = series.value(number, of: statistic, cores: record.cores)
    }

    /// The maximum, in its unit for readers.
    var peak: MetricValue {
        series.value(level.peak ?? level.mean ?? 0, of: .peak, cores: cores)
    }

    /// The mean, in its unit for readers.
    var mean: MetricValue { series.value(level.mean ?? 0, of: .mean, cores: cores) }
}

extension ServerUse {
    /// The level of one thing; a port to which no connection was seen has none.
    fileprivate func level(of series: ServerSeries) -> Level? {
        if let level = self[series] { return level }
        guard case .connections = series, let sockets = self[.established] else { return nil }
        return Level(0, for: sockets.seconds)
    }
}

extension ServerSeries {
    /// Whether an unwatched part of a server is missing in it.
    fileprivate func isMissing(_ part: ServerRecord.Gap.Part) -> Bool {
        switch self {
        case .machineCPU, .core, .networkReceived, .networkSent, .scraped, .listenOverflows,
            .retransmissions, .diskPressure, .memoryPressure, .cgroupMemory, .cgroupMemoryLimit:
            false
        case .cpu, .userCPU, .systemCPU: true
        default: part == .processes
        }
    }

    /// A number of this series in its unit for readers.
    fileprivate func value(
        _ number: Double, of statistic: ServerStatistic, cores: Int
    ) -> MetricValue {
        let value: MetricValue =
            switch self {
            case .cpu where statistic == .perRequest:
                .duration(.nanoseconds(Int64(number.limited)))
            case .cpu, .userCPU, .systemCPU, .core, .throttled, .busiestThread,
                .busiestThreadDemand, .processorWait, .loopsIn, .upstreamCPU,
                .diskPressure, .memoryPressure:
                .ratio(Ratio(fraction: number))
            case .machineCPU: .ratio(Ratio(fraction: number / Double(max(1, cores))))
            case .memory, .swap, .diskRead, .diskWritten, .networkReceived, .networkSent,
                .cgroupMemory, .cgroupMemoryLimit:
                .bytes(ByteAmount(bytes: Int64(number.limited)))
            case .openFiles, .threads, .processes, .connections, .established, .closeWait,
                .timeWait, .acceptQueue, .acceptQueueLimit, .unread, .unsent, .awaiting:
                statistic == .peak ? .count(Int(number.limited)) : .number(number)
            case .voluntarySwitches, .involuntarySwitches, .scraped, .threadsIn, .lockWaiters,
                .listenOverflows, .retransmissions:
                .number(number)
            }
        return statistic == .growth ? .perMinute(value) : value
    }
}

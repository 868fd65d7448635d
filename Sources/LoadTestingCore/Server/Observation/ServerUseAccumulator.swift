import CLoadTestingSystem
import LoadTestingMacrosFree

/// Sums observations of a server to its use in each second of the run; pure.
struct ServerUseAccumulator {
    let zero: Int64
    private var last: ServerObservation?
    /// The last observation that had sockets in it.
    private var sockets: SocketCounts?
    private var counted: [ServerSeries: (processes: [clt_process_use], nanoseconds: Int64)] = [:]
    private var scraped: [String: (value: Double, nanoseconds: Int64)] = [:]
    private var histories: [String: CounterHistory] = [:]
    /// The scraped counter that shows that several processes answer; `nil` where none does.
    private(set) var counterOfSeveral: String?
    /// The last counts of the machine, and their instant.
    var signs: (counts: SystemSigns, nanoseconds: Int64)?
    private var processor = ProcessorTimeAccumulator()
    private var windows = RateWindows()
    private var seconds: [Int: ServerUse] = [:]
    private(set) var registry = ProcessRegistry()
    /// The number of processes that ended with their use unknown.
    var lostProcesses: Int { processor.lost }
    /// Scraped metrics of which the rise a second is counted.
    private(set) var scrapedCounters: Set<String> = []
    private(set) var outOfMemoryKills: [Int64] = []

    /// - Parameter zero: the run's start on the monotonic clock, in nanoseconds.
    init(zero: Int64) { self.zero = zero }

    /// Takes an observation; it held since the previous one.
    mutating func add(_ observation: ServerObservation) {
        let used = processor.add(observation.processes, supervisor: observation.supervisor)
        registry.add(observation, at: observation.nanoseconds - zero)
        sockets = observation.sockets ?? sockets
        if let last, observation.nanoseconds > last.nanoseconds {
            let interval = ObservedInterval(
                from: last.nanoseconds - zero, to: observation.nanoseconds - zero)
            // A server that is gone uses nothing, which is no level: a mean is of its life.
            let isAlive = observation.processes.contains { !$0.has_ended }
            if isAlive || used != ProcessorTime() { add(used, over: interval) }
            if isAlive { addHeld(observation, over: interval) }
            addMachine(observation, since: last, over: interval)
            addCgroup(observation, since: last, over: interval)
            if isAlive { addWaits(observation, over: interval) }
        }
        addMoved(observation)
        addSigns(observation)
        add(observation.scraped, at: observation.nanoseconds)
        var kept = observation
        // Resources that were not observed now are compared with the time before.
        kept.cgroup = observation.cgroup ?? last?.cgroup
        last = kept
    }

    /// Takes the use in seconds that are over; rarer readings may follow for the same ones.
    mutating func take() -> [(second: Int, use: ServerUse)] {
        guard let last else { return [] }
        let end = Int((last.nanoseconds - zero) / 1_000_000_000)
        return take { $0 < end }
    }

    /// Takes the use that was not taken yet.
    mutating func takeRest() -> [(second: Int, use: ServerUse)] { take { _ in true } }

    private mutating func take(
        _ isWanted: (Int) -> Bool
    ) -> [(second: Int, use: ServerUse)] {
        let wanted = seconds.keys.filter(isWanted).sorted()
        return wanted.compactMap { second in
            seconds.removeValue(forKey: second).map { (second, $0) }
        }
    }

    // MARK: - Levels

    /// Adds a value that held over a time, to each second that it touches.
    mutating func add(
        _ value: Double, to series: ServerSeries, over interval: ObservedInterval,
        isPeak: Bool = true
    ) {
        for (second, length) in interval.bySecond {
            seconds[second, default: ServerUse()].add(
                ServerUse.Level(value, for: length, isPeak: isPeak), to: series)
        }
    }

    /// Adds a value for its peak alone, to the second that a time ends in.
    private mutating func addPeak(_ value: Double, to series: ServerSeries, at end: Int64) {
        let second = Int(max(0, end - 1) / 1_000_000_000)
        seconds[second, default: ServerUse()].add(ServerUse.Level(peak: value), to: series)
    }

    mutating func addRate(
        _ amount: Double, to series: ServerSeries, over interval: ObservedInterval
    ) {
        guard interval.length > 0 else { return }
        let amount = max(0, amount)
        add(amount / interval.seconds, to: series, over: interval, isPeak: false)
        if let peak = windows.add(amount, to: series, over: interval) {
            addPeak(peak, to: series, at: interval.end)
        }
    }

    private mutating func add(_ used: ProcessorTime, over interval: ObservedInterval) {
        addRate(used.user + used.system, to: .cpu, over: interval)
        addRate(used.user, to: .userCPU, over: interval)
        addRate(used.system, to: .systemCPU, over: interval)
    }

    /// Adds the levels that processes hold at an instant.
    private mutating func addHeld(_ observation: ServerObservation, over interval: ObservedInterval)
    {
        let all = observation.processes
        add(all.sum(\.resident_bytes), to: .memory, over: interval)
        // Between two observations it can have been more: the system keeps each process's maximum.
        addPeak(registry.peakMemory, to: .memory, at: interval.end)
        add(Double(all.count { !$0.has_ended }), to: .processes, over: interval)
        add(all.sum(\.threads), to: .threads, over: interval)
        if all.allSatisfy({ $0.swapped_bytes >= 0 || $0.has_ended }) {
            add(all.sum(\.swapped_bytes), to: .swap, over: interval)
        }
        if all.allSatisfy({ $0.open_files >= 0 || $0.has_ended }) {
            add(all.sum(\.open_files), to: .openFiles, over: interval)
        }
        guard let sockets else { return }
        add(Double(sockets.established), to: .established, over: interval)
        add(Double(sockets.closeWait), to: .closeWait, over: interval)
        add(Double(sockets.timeWait), to: .timeWait, over: interval)
        add(Double(sockets.acceptQueue), to: .acceptQueue, over: interval)
        add(Double(sockets.unread), to: .unread, over: interval)
        add(Double(sockets.unsent), to: .unsent, over: interval)
        if let limit = sockets.acceptQueueLimit {
            add(Double(limit), to: .acceptQueueLimit, over: interval)
        }
        if let awaiting = sockets.awaitingByPort {
            for port in sockets.connectionsByPort.keys {
                add(Double(awaiting[port] ?? 0), to: .awaiting(port: port), over: interval)
            }
        }
        for (port, count) in sockets.connectionsByPort {
            add(Double(count), to: .connections(toPort: port), over: interval)
        }
    }

    /// Adds the counts of processes since they started, of which some observations lack a part.
    private mutating func addMoved(_ observation: ServerObservation) {
        let counts: [(ServerSeries, KeyPath<clt_process_use, Int64>)] = [
            (.voluntarySwitches, \.voluntary_switches),
            (.involuntarySwitches, \.involuntary_switches), (.diskRead, \.read_bytes),
            (.diskWritten, \.written_bytes),
        ]
        for (series, path) in counts {
            let processes = observation.processes.filter { !$0.has_ended }
            guard !processes.isEmpty, processes.allSatisfy({ $0[keyPath: path] >= 0 }) else {
                continue
            }
            let before = counted.updateValue((processes, observation.nanoseconds), forKey: series)
            guard let before else { continue }
            let known = Dictionary(before.processes.map { ($0.identifier, $0) }) { $1 }
            let rise = processes.reduce(0.0) { sum, process in
                let old = known[process.identifier].flatMap { $0.start == process.start ? $0 : nil }
                return sum + Double(max(0, process[keyPath: path] - (old?[keyPath: path] ?? 0)))
            }
            addRate(
                rise, to: series,
                over: ObservedInterval(
                    from: before.nanoseconds - zero, to: observation.nanoseconds - zero))
        }
    }

    private mutating func addMachine(
        _ observation: ServerObservation, since last: ServerObservation,
        over interval: ObservedInterval
    ) {
        if let now = observation.machine, let before = last.machine, now.capacity > before.capacity
        {
            let cores = Double(max(1, now.coreBusy.count))
            let capacity = now.capacity - before.capacity
            let share = min(1, max(0, now.busy - before.busy) / capacity)
            addRate(share * cores * interval.seconds, to: .machineCPU, over: interval)
            for (core, pair) in zip(now.coreBusy, before.coreBusy).enumerated() {
                let busy = min(1, max(0, pair.0 - pair.1) / (capacity / cores))
                addRate(busy * interval.seconds, to: .core(core), over: interval)
            }
        }
        if let now = observation.network, let before = last.network {
            addRate(now.received - before.received, to: .networkReceived, over: interval)
            addRate(now.sent - before.sent, to: .networkSent, over: interval)
        }
    }

    private mutating func addCgroup(
        _ observation: ServerObservation, since last: ServerObservation,
        over interval: ObservedInterval
    ) {
        guard let now = observation.cgroup, let before = last.cgroup else { return }
        if let throttled = now.throttledSeconds, let earlier = before.throttledSeconds {
            addRate(throttled - earlier, to: .throttled, over: interval)
        }
        if let memory = now.memory { add(memory, to: .cgroupMemory, over: interval) }
        if let limit = now.memoryLimit { add(limit, to: .cgroupMemoryLimit, over: interval) }
        if let kills = now.outOfMemoryKills, kills > before.outOfMemoryKills ?? kills {
            outOfMemoryKills.append(observation.nanoseconds - zero)
        }
    }

    // MARK: - The server's own metrics

    /// Adds samples of its metrics endpoint.
    ///
    /// - Parameter nanoseconds: the instant of reading, for samples without one.
    mutating func add(_ samples: [ScrapedSample], at nanoseconds: Int64) {
        for sample in samples { add(sample, at: sample.nanoseconds ?? nanoseconds) }
    }

    private mutating func add(_ sample: ScrapedSample, at nanoseconds: Int64) {
        // The metrics of one of several processes are no figure of the server.
        guard counterOfSeveral == nil else { return }
        let before = scraped.updateValue((sample.value, nanoseconds), forKey: sample.name)
        let step =
            sample.isCounter
            ? histories[sample.name, default: CounterHistory()].add(sample.value, at: nanoseconds)
            : .start
        guard let before, nanoseconds > before.nanoseconds else {
            // The first value of a gauge counts for its peak, not yet for any time.
            if !sample.isCounter {
                addPeak(sample.value, to: .scraped(sample.name), at: nanoseconds - zero)
            }
            return
        }
        let interval = ObservedInterval(from: before.nanoseconds - zero, to: nanoseconds - zero)
        guard sample.isCounter else {
            return add(sample.value, to: .scraped(sample.name), over: interval)
        }
        scrapedCounters.insert(sample.name)
        switch step {
        case .start: break
        case .rise(let rise): addRate(rise, to: .scraped(sample.name), over: interval)
        case .ofSeveral: counterOfSeveral = sample.name
        }
    }
}

extension [clt_process_use] {
    fileprivate func sum<Number: BinaryInteger>(_ path: KeyPath<clt_process_use, Number>) -> Double
    {
        reduce(0) { $0 + Swift.max(0, Double($1[keyPath: path])) }
    }
}

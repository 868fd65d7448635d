import LoadTestingMacrosFree

/// Tells from the record of a load that was too much what gave way; pure.
///
/// Each rule names one resource and needs evidence of it. They are asked in an order in which a
/// cause comes before what it leads to: a server without a processor does not read its input,
/// either.
struct BottleneckRules {
    /// The load that was too much.
    let above: LoadEvidence

    /// - Parameter above: the load that was too much.
    init(_ above: LoadEvidence) { self.above = above }

    /// What gave way; of kind `unknown` where the evidence is not enough.
    var found: Bottleneck {
        let rules = [
            generator, outOfFiles, outOfMemory, refusal, fastFailures, throttled, others,
            growingPauses, busyThread, allCores, disk, upstreamProcessor, pool, lock,
            interpreterLock, eventLoop, listenQueue, network, upstream,
        ]
        for rule in rules { if let found = rule { return found } }
        return unknown
    }

    /// The mean level of something; `nil` where it was not seen.
    func mean(_ series: ServerSeries) -> Double? { above.server?[series]?.mean }

    /// The highest level of something; `nil` where it was not seen.
    func peak(_ series: ServerSeries) -> Double? { above.server?[series]?.peak }

    /// The requests under way, at least one.
    var inFlight: Double { max(1, above.inFlight) }

    /// Processor cores that the server used.
    var usedCores: Double { mean(.cpu) ?? 0 }

    /// The share of a core that its busiest thread asked for.
    var threadDemand: Double { mean(.busiestThreadDemand) ?? usedCores }

    /// Whether the server has processor time to spare, so that it waits for something else.
    var isIdle: Bool { usedCores < 0.7 && mean(.busiestThread) ?? usedCores < 0.7 }

    /// The observations that remain where nothing was found.
    private var unknown: Bottleneck {
        guard above.server != nil else { return Bottleneck(.unknown, .none, [.unwatched]) }
        guard isIdle else {
            return Bottleneck(
                .unknown, .none, [.usedCores(usedCores, processes: above.busyProcesses)])
        }
        let readsAll = (mean(.unread) ?? inFlight) < 0.2 * inFlight
        return Bottleneck(
            .unknown, .none, [.idleProcessor(usedCores)] + (readsAll ? [.waitsInside] : []))
    }
}

// MARK: - The processor

extension BottleneckRules {
    /// A thread that asked for a core all the time, and got one for most of it.
    private var busyThread: Bottleneck? {
        guard let used = mean(.busiestThread), threadDemand >= 0.85, used >= 0.4 else { return nil }
        // Several of them that fill the machine are short of all of it.
        if usedCores > 1.2, isMachineFull { return allCores }
        return Bottleneck(
            .processor, threadDemand >= 0.93 && used >= 0.7 ? .clear : .likely,
            [
                .busiestThread(used: used, asked: threadDemand),
                .usedCores(usedCores, processes: above.busyProcesses),
            ])
    }

    /// Whether the machine has no processor time left.
    var isMachineFull: Bool {
        mean(.machineCPU).map { $0 >= 0.93 * Double(above.cores) } ?? false
    }

    /// The machine has no processor time left, and most of it went to the server.
    private var allCores: Bottleneck? {
        let cores = Double(above.cores)
        guard let machine = mean(.machineCPU), isMachineFull, usedCores >= 0.5 * cores,
            usedCores > 1.2 || above.cores == 1
        else { return nil }
        return Bottleneck(
            .processor, usedCores >= 0.7 * cores ? .clear : .likely, allCores: true,
            [.machine(used: machine, server: usedCores, of: above.cores)])
    }

    private var throttled: Bottleneck? {
        guard let share = mean(.throttled), share >= 0.1 else { return nil }
        return Bottleneck(
            .processor, .clear,
            [.throttled(share), .usedCores(usedCores, processes: above.busyProcesses)])
    }

    /// Threads of one process that take turns on one core: an interpreter has one lock for all.
    private var interpreterLock: Bottleneck? {
        guard let waiting = mean(.threadsIn(.timedLock)), waiting >= 1,
            let running = mean(.threadsIn(.running)), running >= 0.4, usedCores >= 0.5,
            usedCores < 1.3
        else { return nil }
        return Bottleneck(
            .processor, usedCores >= 0.85 ? .clear : .likely,
            [
                .usedCores(usedCores, processes: above.busyProcesses),
                .interpreterLock(threads: waiting),
            ])
    }

    /// Other processes of the machine took what the server asked for.
    private var others: Bottleneck? {
        guard let machine = mean(.machineCPU), isMachineFull else { return nil }
        let rest = machine - usedCores - above.generatorCores
        guard rest >= 0.3 * Double(above.cores), threadDemand >= 0.8,
            (mean(.busiestThread) ?? usedCores) < 0.4
        else { return nil }
        return Bottleneck(
            .unknown, .none,
            [
                .others(rest, of: above.cores),
                .machine(used: machine, server: usedCores, of: above.cores),
            ])
    }
}

// MARK: - Limits

extension BottleneckRules {
    private var generator: Bottleneck? {
        guard let share = above.generatorSaturation, share >= 0.5 else { return nil }
        return Bottleneck(.generator, .clear, [.generatorSaturated(share)])
    }

    private var outOfFiles: Bottleneck? {
        guard let limit = above.openFileLimit, let files = above.peakOpenFiles, limit > 0,
            files >= limit - max(2, limit / 50)
        else { return nil }
        let left = Int(peak: peak(.closeWait))
        return Bottleneck(
            .openFiles, .clear,
            [.openFiles(files, limit: limit)] + (left > limit / 4 ? [.closeWait(left)] : []))
    }

    private var outOfMemory: Bottleneck? {
        if above.ranOutOfMemory { return Bottleneck(.memory, .clear, [.outOfMemory]) }
        if let used = peak(.cgroupMemory), let limit = mean(.cgroupMemoryLimit),
            used >= 0.97 * limit, let own = peak(.memory), own >= 0.5 * limit
        {
            return Bottleneck(.memory, .likely, [.memoryLimit(used: used, limit: limit)])
        }
        if let swapped = peak(.swap), swapped >= 16 * 1_048_576,
            mean(.memoryPressure) ?? 0 >= 0.05
        {
            return Bottleneck(.memory, .likely, [.swapped(swapped)])
        }
        return nil
    }

    /// Whole pauses of the server while its memory grows: collections of more and more objects.
    private var growingPauses: Bottleneck? {
        guard let first = above.firstMemory, let last = above.lastMemory,
            last - first >= 16 * 1_048_576, last >= 1.1 * first,
            above.stalledSeconds >= 0.05 * above.seconds
        else { return nil }
        return Bottleneck(
            .memory, .likely,
            [
                .memoryGrowth(from: first, to: last),
                .stalls(above.stalledSeconds / above.seconds),
            ])
    }

    /// The median time of failures that came at once; `nil` for those that were waited for.
    private var fastFailureMedian: Int64? {
        above.failedMedian.flatMap { $0 <= max(above.okMedian ?? 0, 20_000_000) ? $0 : nil }
    }

    /// Mostly failures that came at once: users who fail come again sooner, and what they keep busy
    /// is not what made them fail.
    private var fastFailures: Bottleneck? {
        guard let median = fastFailureMedian, above.failed * 2 > above.requests else { return nil }
        return Bottleneck(
            .unknown, .none,
            [.fastFailures(above.failed, of: above.requests, median: median)])
    }

    /// Answers of 429 or 503 that came at once.
    private var refusal: Bottleneck? {
        guard above.refused * 20 >= above.requests, above.refused > 0,
            let median = fastFailureMedian, above.refused * 2 >= above.failed
        else { return nil }
        return Bottleneck(
            .refusal, above.limited * 2 >= above.refused ? .clear : .likely,
            [.refusals(above.refused, of: above.requests, median: median)])
    }

    /// A queue of connections that was full, of a server that had time to take them.
    private var listenQueue: Bottleneck? {
        let queue = Int(peak: peak(.acceptQueue))
        let limit = mean(.acceptQueueLimit).map { Int($0.rounded()) }
        let overflows = above.server?[.listenOverflows]?.integral ?? 0
        let isFull = limit.map { $0 > 0 && queue >= $0 } ?? false
        let isSlow = (above.connectTail ?? 0) >= 900_000_000 || above.unconnected > 0
        guard overflows >= 3 && isFull || isSlow && (overflows >= 3 || isFull) else { return nil }
        return Bottleneck(
            .listenQueue, overflows >= 3 && (isFull || isSlow) ? .clear : .likely,
            [.acceptQueue(queue, limit: limit)]
                + (overflows >= 1 ? [.listenOverflows(overflows)] : [])
                + (isSlow ? [above.connectTail.map { .slowConnects($0) }].compactMap(\.self) : []))
    }

    /// Answers that were written and that the other end did not take.
    private var network: Bottleneck? {
        let again = above.server?[.retransmissions]?.integral ?? 0
        let unsent = mean(.unsent) ?? 0
        let isStuck = unsent >= 0.4 * inFlight && unsent >= 1
        let isLossy = again >= 0.05 * Double(above.requests) && again >= 10
        guard isIdle, isStuck || isLossy else { return nil }
        return Bottleneck(
            .network, isStuck && unsent >= 0.7 * inFlight || isStuck && isLossy ? .clear : .likely,
            (isStuck
                ? [.unsent(unsent, inFlight: inFlight), .answerBytes(above.receivedBytes)] : [])
                + (isLossy ? [.retransmissions(again)] : []))
    }
}

extension Int {
    /// The highest level of something, 0 where it was not seen.
    fileprivate init(peak: Double?) { self = Int((peak ?? 0).rounded()) }
}

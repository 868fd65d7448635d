import LoadTestingMacrosFree
import Synchronization

/// One run: engine, collector, progress, and the reasons for which it ends early.
final class Run: Sendable {
    private let program: Program
    private let engine: Engine
    private let shared: SharedState
    private let pool: RecorderPool
    private let console: Console?
    private let watched: WatchedServer?
    private let isTearDown: Bool
    /// Takes what went over the wire, in functional mode.
    private let transcribe: @Sendable (ExchangeTranscript) -> Void
    private let reports: AsyncStream<LoopReport>
    /// Names whose addresses are known.
    private let names: [ResolvedName]
    /// Why the load was ended, when it was; the first reason stays.
    private let stopReason = Mutex<RunEnd?>(nil)

    /// What a run leaves behind.
    struct Outcome: Sendable {
        var snapshot: RunSnapshot
        /// What the slots of the last user held.
        var slots: [(any Sendable)?]
        /// The rule of the plan that ended the load, when one did.
        var abort: Finding?
    }

    init(
        _ program: Program, settings: RunSettings, shared: SharedState, console: Console?,
        watched: WatchedServer? = nil, isTearDown: Bool = false,
        transcribe: @escaping @Sendable (ExchangeTranscript) -> Void = { _ in }
    ) throws(LoadTestError) {
        self.program = program
        self.shared = shared
        self.console = console
        self.watched = watched
        names = settings.curl.names
        self.isTearDown = isTearDown
        self.transcribe = transcribe
        pool = RecorderPool(names: shared.names)
        let (reports, continuation) = AsyncStream.makeStream(of: LoopReport.self)
        self.reports = reports
        engine = try Engine(
            program, loops: settings.loops, shared: shared, pool: pool,
            makeTransport: { poller, capacity throws(TransportError) in
                try CurlTransport(
                    program, poller: poller, capacity: capacity, settings: settings.curl)
            }, report: { continuation.yield($0) })
    }

    /// Runs the load to its end and returns what was measured.
    func outcome() async -> Outcome {
        let interrupt = InterruptSignal { self.stop(RunEnd(signal: $0)) }
        defer { interrupt.cancel() }
        // To find who listens takes a while, which no user is to be late by.
        let subject = watched?.subject(names).map { ServerWatch.Beginning($0) }
        let clock = RunClock()
        let watching = subject.map { ServerWatching(watched?.server, $0, clock: clock) }
        engine.start(clock)
        // One that came before the load, which must not begin; a tear-down is owed all the same.
        if let number = InterruptSignal.arrived, !isTearDown { stop(RunEnd(signal: number)) }
        // A stream ends when its task is cancelled; the collector must hear the loops' last word.
        let collecting = Task.detached { await self.collect(clock, watching) }
        return await withTaskCancellationHandler {
            await collecting.value
        } onCancel: {
            stop(.cancelled)
        }
    }

    private func stop(_ reason: RunEnd) {
        stopReason.withLock { $0 = $0 ?? reason }
        engine.stop()
    }

    /// The plan ends the load: what is under way is waited for.
    private func drain(_ reason: RunEnd) {
        stopReason.withLock { $0 = $0 ?? reason }
        engine.drain()
    }

    private func collect(_ clock: RunClock, _ watching: ServerWatching?) async -> Outcome {
        var collector = Collector(
            names: shared.names, warmUpSeconds: program.warmUpSeconds,
            groups: program.groups.map(\.plannedLoad))
        watching?.begin(in: &collector)
        var sampler = HealthSampler(engine.heartbeat)
        defer { engine.heartbeat.stop() }
        var slots: [(any Sendable)?] = []
        var meter = ProgressMeter(program, loops: engine.loopCount, names: shared.names)
        var running = engine.loopCount
        let watch = AbortWatch(program.abortRules)
        var abort: Finding?
        for await report in reports {
            switch report {
            case .interval(let interval):
                let labels = absorb(interval, into: &collector, &sampler)
                watching?.add(to: &collector)
                if watching?.hasEnded == true { stop(.serverEnded) }
                if let progress = meter.add(interval, labels: labels) {
                    show(progress)
                    if abort == nil {
                        abort = watch.finding(
                            in: collector.snapshot, after: interval.second,
                            isUnderLoad: interval.isWhole && program.isUnderLoad(interval.second))
                        if abort != nil { drain(.aborted) }
                    }
                }
                if program.stopsWhenDead, collector.isDead { stop(.dead) }
            case .stopRequested(let reason): drain(reason)
            case .ended(let ending):
                if !ending.slots.isEmpty { slots = ending.slots }
                collector.add(
                    unstartedUsers: ending.unstartedUsers,
                    abandonedExchanges: ending.abandonedExchanges, arrivals: ending.arrivals,
                    addresses: ending.addresses)
                for (group, load) in ending.loads.enumerated() {
                    collector.add(
                        group: group, lastEnd: load.lastEnd, cut: load.cut,
                        users: load.tally(shared.names))
                }
                if ending.reachedLimit { stopReason.withLock { $0 = $0 ?? .limit } }
                meter.endLoop()
                running -= 1
            }
            if running == 0 { break }
        }
        console?.clearBar()
        watching?.finish(into: &collector)
        var snapshot = collector.finish(
            stopReason.withLock { $0 } ?? .complete, durationNanoseconds: clock.now)
        program.describe(&snapshot)
        return Outcome(snapshot: snapshot, slots: slots, abort: abort)
    }

    /// Takes a loop's second over and gives the recorder back.
    private func absorb(
        _ interval: LoopInterval, into collector: inout Collector, _ sampler: inout HealthSampler
    ) -> PackedLabels {
        var (labels, health) = interval.recorder.drain()
        pool.give(interval.recorder)
        health.processorNanoseconds = interval.processorNanoseconds
        health.threads = interval.thread
        sampler.add(to: &health)
        health.blockedNanoseconds = interval.blockedNanoseconds
        collector.add(
            second: interval.second, labels: labels, health: health,
            activeUsers: interval.activeUsers, leastActiveUsers: interval.leastActiveUsers,
            silences: interval.stalls)
        collector.add(examples: interval.examples)
        for transcript in interval.transcripts { transcribe(transcript) }
        return labels
    }

    private func show(_ progress: Progress) {
        guard let console else { return }
        if console.isInteractive {
            console.draw(bar: progress.bar())
        } else if progress.elapsedSeconds.isMultiple(of: 10) {
            console.write(line: "\(program.name): \(progress.line)")
        }
    }
}

import LoadTestingMacrosFree
import Synchronization

/// One run: engine, collector, progress, and the reasons for an early end.
final class Run: Sendable {
    private let program: Program
    private let engine: Engine
    private let shared: SharedState
    private let pool: RecorderPool
    private let console: Console?
    private let watched: WatchedServer?
    private let role: Role
    private let facts: RunFacts
    private let listeners: [any StreamingListener]
    private let progress: ProgressOutput?
    private let live: LiveObserver?
    private let samples: [SampleStream]
    private let messages: AsyncStream<LoopMessage>
    /// Names whose addresses are known.
    private let names: [ResolvedName]
    /// The reason that the load was ended, when it was; the first reason stays.
    private let stopReason = Mutex<RunEnd?>(nil)

    /// The part of a plan to run.
    enum Role { case setUp, load, tearDown }

    /// The outcome of a run.
    struct Outcome: Sendable {
        var snapshot: RunSnapshot
        /// The slots of the last user.
        var slots: [(any Sendable)?]
        /// The rule of the plan that ended the load, when one did.
        var abort: Finding?
    }

    init(
        _ program: Program, settings: RunSettings, shared: SharedState, console: Console?,
        watched: WatchedServer? = nil, as role: Role = .load
    ) throws(LoadTestError) {
        self.program = program
        self.shared = shared
        self.console = console
        self.watched = watched
        names = settings.curl.names
        self.role = role
        facts = settings.facts
        listeners = role == .load ? settings.listeners : []
        progress = role == .load ? settings.progress : nil
        live = role == .load ? settings.live : nil
        samples =
            role == .load ? settings.samples + listeners.compactMap(\.samples) : []
        pool = RecorderPool(names: shared.names)
        let (messages, continuation) = AsyncStream.makeStream(of: LoopMessage.self)
        self.messages = messages
        engine = try Engine(
            program, loops: settings.loops, shared: shared, pool: pool,
            makeTransport: { poller, capacity throws(TransportError) in
                try CurlTransport(
                    program, poller: poller, capacity: capacity, settings: settings.curl)
            }, send: { continuation.yield($0) })
    }

    /// Runs the load to its end and returns its measurements.
    func outcome() async -> Outcome {
        let interrupt = InterruptSignal { self.stop(RunEnd(signal: $0)) }
        defer { interrupt.cancel() }
        // Finding the listening processes takes a while, which must not delay users.
        let subject = watched?.subject(names).map { ServerWatch.Beginning($0) }
        let clock = RunClock()
        let watching = subject.map { ServerWatching(watched?.server, $0, clock: clock) }
        engine.start(clock)
        let timeline =
            role == .load && !program.events.isEmpty
            ? EventTimeline(program, clock: clock) : nil
        // One that came before the load, which must not begin; a tear-down runs nevertheless.
        if let number = InterruptSignal.arrived, role != .tearDown { stop(RunEnd(signal: number)) }
        // A stream ends when its task is cancelled; the collector must get the loops' last message.
        let collecting = Task.detached { await self.collect(clock, watching, timeline) }
        return await withTaskCancellationHandler {
            await collecting.value
        } onCancel: {
            stop(.cancelled)
        }
    }

    private func stop(_ reason: RunEnd) { end(by: .abort(reason)) }

    /// Ends the load; the first reason stays.
    private func end(by end: EarlyEnd) {
        switch end {
        case .abort(let reason):
            stopReason.withLock { $0 = $0 ?? reason }
            engine.stop()
        case .drain(let reason):
            stopReason.withLock { $0 = $0 ?? reason }
            engine.drain()
        }
    }

    private func collect(
        _ clock: RunClock, _ watching: ServerWatching?, _ timeline: EventTimeline?
    ) async -> Outcome {
        var collector = Collector(
            names: shared.names, facts: program.facts(facts, clock: clock),
            groups: program.groups.map(\.plannedLoad))
        watching?.begin(in: &collector)
        for listener in listeners { listener.begin(clock.wallAnchorNanoseconds) }
        var sampler = HealthSampler(engine.heartbeat)
        defer { engine.heartbeat.stop() }
        let abort = AbortObserver(program)
        var observers = observers(watching, abort)
        var seconds = SecondCounter(loops: engine.loopCount)
        var slots: [(any Sendable)?] = []
        collecting: for await message in messages {
            switch message {
            case .interval(let interval):
                let isLast = seconds.count(interval.second)
                let observed = absorb(interval, isLast: isLast, into: &collector, &sampler)
                for index in observers.indices {
                    if let end = observers[index].observe(observed, &collector) {
                        self.end(by: end)
                    }
                }
            case .stopRequested(let reason): end(by: .drain(reason))
            case .ended(let ending):
                if !ending.slots.isEmpty { slots = ending.slots }
                absorb(ending, into: &collector)
                guard seconds.endLoop() else { break collecting }
            }
        }
        let events = await timeline?.finish() ?? []
        for index in observers.indices { observers[index].finish(&collector) }
        let duration = clock.now
        for stream in samples {
            stream.finish(second: Int(duration / 1_000_000_000), names: shared.names)
        }
        var snapshot = collector.finish(
            stopReason.withLock { $0 } ?? .complete, durationNanoseconds: duration)
        snapshot.events = events
        snapshot.findPlateau(within: program.plateaus)
        return Outcome(snapshot: snapshot, slots: slots, abort: abort.finding)
    }

    /// The observers of this run, in the order of their calls.
    private func observers(
        _ watching: ServerWatching?, _ abort: AbortObserver
    ) -> [any IntervalObserver] {
        var observers: [any IntervalObserver] = []
        if let watching { observers.append(watching) }
        if let console {
            observers.append(TranscriptObserver(console: console))
            if role == .load {
                observers.append(
                    ProgressObserver(program, names: shared.names, console: console))
            }
        }
        if let progress {
            observers.append(
                ProgressLineObserver(program, names: shared.names, output: progress))
        }
        if let live { observers.append(live) }
        let seconds = listeners.compactMap(\.seconds)
        if !seconds.isEmpty {
            observers.append(SecondObserver(seconds, names: shared.names))
        }
        observers.append(abort)
        if program.stopsWhenDead { observers.append(UnresponsivenessObserver()) }
        return observers
    }

    /// Takes a loop's second and returns the recorder.
    private func absorb(
        _ interval: LoopInterval, isLast: Bool, into collector: inout Collector,
        _ sampler: inout HealthSampler
    ) -> RecordedSecond {
        interval.recorder.offer(to: samples, of: interval.loop, second: interval.second)
        var (labels, health) = interval.recorder.takeAll()
        let custom = interval.recorder.takeCustom()
        pool.give(interval.recorder)
        health.processorNanoseconds = interval.processorNanoseconds
        health.threads = interval.thread
        sampler.add(to: &health)
        health.blockedNanoseconds = interval.blockedNanoseconds
        collector.add(
            second: interval.second, labels: labels, health: health,
            activeUsers: interval.activeUsers, minActiveUsers: interval.minActiveUsers,
            stalls: interval.stalls, custom: custom)
        collector.add(examples: interval.examples)
        return RecordedSecond(
            second: interval.second, isWhole: interval.isWhole, isLast: isLast, labels: labels,
            activeUsers: interval.activeUsers, startedUsers: interval.startedUsers,
            endedUsers: interval.endedUsers, transcripts: interval.transcripts)
    }

    /// Takes the ending of a loop.
    private func absorb(_ ending: LoopEnding, into collector: inout Collector) {
        collector.add(
            unstartedUsers: ending.unstartedUsers,
            abandonedExchanges: ending.abandonedExchanges, arrivals: ending.arrivals,
            addresses: ending.addresses)
        for (group, load) in ending.loads.enumerated() {
            collector.add(
                group: group, lastEnd: load.lastEnd, cut: load.cut,
                users: load.counts(shared.names))
        }
        if ending.reachedLimit { stopReason.withLock { $0 = $0 ?? .limit } }
    }
}

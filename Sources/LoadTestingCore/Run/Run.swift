import CLoadTesting
import LoadTestingMacrosFree
import Synchronization

/// One run: engine, collector, progress, and the reasons for which it ends early.
final class Run: Sendable {
    private let program: Program
    private let engine: Engine
    private let pool: RecorderPool
    private let console: Console?
    private let reports: AsyncStream<LoopReport>
    /// Why the load was ended, when it was; the first reason stays.
    private let stopReason = Mutex<RunEnd?>(nil)

    init(_ program: Program, settings: EngineSettings, console: Console?) throws(LoadTestError) {
        self.program = program
        self.console = console
        pool = RecorderPool(labelCount: program.labels.count)
        let (reports, continuation) = AsyncStream.makeStream(of: LoopReport.self)
        self.reports = reports
        engine = try Engine(program, settings: settings, pool: pool) {
            continuation.yield($0)
        }
    }

    /// Runs the load to its end and returns what was measured.
    func snapshot() async -> RunSnapshot {
        let interrupt = InterruptSignal { self.stop(.interrupted) }
        defer { interrupt.cancel() }
        let clock = RunClock()
        engine.start(clock)
        // A stream ends when its task is cancelled; the collector must hear the loops' last word.
        let collecting = Task.detached { await self.collect(clock) }
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

    private func collect(_ clock: RunClock) async -> RunSnapshot {
        var collector = Collector(labels: program.labels)
        var meter = ProgressMeter(program, loops: engine.loopCount)
        var running = engine.loopCount
        for await report in reports {
            switch report {
            case .interval(let interval):
                let labels = absorb(interval, into: &collector)
                if let progress = meter.add(interval, labels: labels) { show(progress) }
                if program.stopsWhenDead, collector.isDead { stop(.dead) }
            case .ended(let ending):
                collector.add(
                    unstartedUsers: ending.unstartedUsers,
                    abandonedExchanges: ending.abandonedExchanges)
                if ending.reachedLimit { stopReason.withLock { $0 = $0 ?? .limit } }
                running -= 1
            }
            if running == 0 { break }
        }
        console?.clearBar()
        return collector.finish(
            stopReason.withLock { $0 } ?? .complete, durationNanoseconds: clock.now)
    }

    /// Takes a loop's second over and gives the recorder back.
    private func absorb(
        _ interval: LoopInterval, into collector: inout Collector
    ) -> [LabelSnapshot] {
        var (labels, health) = interval.recorder.drain()
        pool.give(interval.recorder)
        health.processorNanoseconds = interval.processorNanoseconds
        health.peakMemoryBytes = clt_peak_memory_bytes()
        collector.add(
            second: interval.second, labels: labels, health: health,
            activeUsers: interval.activeUsers)
        collector.add(examples: interval.examples)
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

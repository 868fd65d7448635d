import LoadTestingMacrosFree

/// Shows the progress of a run: a bar on a terminal, a line every ten seconds elsewhere.
struct ProgressObserver: IntervalObserver {
    private let name: String
    private let console: Console
    private var meter: ProgressMeter

    init(_ program: Program, names: SampleNames, console: Console) {
        name = program.name
        self.console = console
        meter = ProgressMeter(program, names: names)
    }

    mutating func observe(
        _ interval: RecordedSecond, _ collector: inout Collector
    ) -> EarlyEnd? {
        guard let progress = meter.add(interval) else { return nil }
        if console.isInteractive {
            console.draw(bar: progress.bar())
        } else if progress.elapsedSeconds.isMultiple(of: 10) {
            console.write(line: "\(name): \(progress.line)")
        }
        return nil
    }

    func finish(_ collector: inout Collector) { console.clearBar() }
}

/// Writes a line of progress each second.
struct ProgressLineObserver: IntervalObserver {
    private let name: String
    private let output: ProgressOutput
    private var meter: ProgressMeter

    init(_ program: Program, names: SampleNames, output: ProgressOutput) {
        name = program.name.printable
        self.output = output
        meter = ProgressMeter(program, names: names)
    }

    mutating func observe(
        _ interval: RecordedSecond, _ collector: inout Collector
    ) -> EarlyEnd? {
        if let progress = meter.add(interval) { output.write(line: "\(name): \(progress.line)") }
        return nil
    }
}

/// Ends the load where a rule of the plan holds.
final class AbortObserver: IntervalObserver {
    private let program: Program
    private let watch: AbortWatch
    /// The rule that has ended the load.
    private(set) var finding: Finding?

    init(_ program: Program) {
        self.program = program
        watch = AbortWatch(program.abortRules)
    }

    func observe(_ interval: RecordedSecond, _ collector: inout Collector) -> EarlyEnd? {
        guard interval.isLast, finding == nil else { return nil }
        finding = watch.finding(
            in: collector.snapshot, after: interval.second,
            isUnderLoad: interval.isWhole && program.isUnderLoad(interval.second))
        return finding == nil ? nil : .drain(.aborted)
    }
}

/// Ends the load where every request has failed for too long.
struct UnresponsivenessObserver: IntervalObserver {
    func observe(_ interval: RecordedSecond, _ collector: inout Collector) -> EarlyEnd? {
        collector.isUnresponsive ? .abort(.unresponsive) : nil
    }
}

/// Prints the bytes on the wire, in functional mode.
struct TranscriptObserver: IntervalObserver {
    let console: Console

    func observe(_ interval: RecordedSecond, _ collector: inout Collector) -> EarlyEnd? {
        for transcript in interval.transcripts {
            console.write(line: TranscriptReport(transcript, style: console.style).text)
        }
        return nil
    }
}

extension ServerWatching: IntervalObserver {
    func observe(_ interval: RecordedSecond, _ collector: inout Collector) -> EarlyEnd? {
        add(to: &collector)
        return hasEnded ? .abort(.serverEnded) : nil
    }
}

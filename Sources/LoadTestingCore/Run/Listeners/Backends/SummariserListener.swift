import LoadTestingMacrosFree

/// Prints JMeter's summary lines of a run.
final class SummariserListener: StreamingListener {
    let seconds: SecondFeed?
    private let every: Int
    private let console: Console
    private let task = SecondTask(label: "load-summariser")

    init(every: Duration, console: Console) {
        self.every = max(1, Int(every.components.seconds))
        self.console = console
        seconds = task.feed
    }

    func begin(_ startNanoseconds: Int64) {
        task.begin { [every, console] feed in
            var text = SummariserText()
            var sum = IntervalSum(seconds: every, startNanoseconds: startNanoseconds)
            for await second in feed {
                guard let interval = sum.add(second) else { continue }
                for line in text.lines(of: interval) { console.write(line: line) }
            }
            for line in text.lastLines(of: sum.take()) { console.write(line: line) }
            return []
        }
    }

    func finish() async -> [String] {
        await task.finish(within: .seconds(5), named: "Summariser")
    }
}

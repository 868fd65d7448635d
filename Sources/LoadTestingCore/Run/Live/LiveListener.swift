import LoadTestingMacrosFree

/// Shows a run in the live view.
final class LiveListener: StreamingListener {
    let seconds: SecondFeed?
    private let view: LiveView
    private let test: String
    private let task = SecondTask(label: "load-live")

    init(_ view: LiveView, test: String) {
        self.view = view
        self.test = test
        seconds = task.feed
    }

    func begin(_ startNanoseconds: Int64) {
        view.begin(test)
        task.begin { [view] feed in
            for await second in feed {
                var interval = BackendInterval(startNanoseconds: startNanoseconds, seconds: 1)
                interval.users.add(second.activeUsers)
                interval.take(second.labels, names: second.names, kinds: second.kinds)
                view.add(
                    .second(interval, number: second.number, processors: second.serverProcessors))
            }
            return []
        }
    }

    func finish() async -> [String] {
        await task.finish(within: .seconds(2), named: "the live view")
    }
}

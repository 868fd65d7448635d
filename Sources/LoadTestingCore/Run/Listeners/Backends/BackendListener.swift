import LoadTestingMacrosFree

/// Tells a backend of a run interval by interval.
final class BackendListener: StreamingListener {
    let seconds: SecondFeed?
    private let name: String
    private let every: Int
    private let text: any BackendText
    private let makeSender: @Sendable () -> any BackendSender
    private let task = SecondTask(label: "load-backend")
    private let limit = BackendLimit()

    /// - Parameters:
    ///   - name: the name of the backend in notes.
    ///   - every: the seconds of an interval.
    ///   - makeSender: makes the way to it, on the thread that uses it.
    init(
        _ name: String, every: Duration, text: any BackendText,
        makeSender: @escaping @Sendable () -> any BackendSender
    ) {
        self.name = name
        self.every = max(1, Int(every.components.seconds))
        self.text = text
        self.makeSender = makeSender
        seconds = task.feed
    }

    func begin(_ startNanoseconds: Int64) {
        task.begin { [self] feed in
            var delivery = BackendDelivery(makeSender(), limit: limit)
            var sum = IntervalSum(seconds: every, startNanoseconds: startNanoseconds)
            var lines = text.start(at: startNanoseconds)
            var end = startNanoseconds
            for await second in feed {
                end = startNanoseconds + Int64(second.number + 1) * 1_000_000_000
                guard let interval = sum.add(second) else { continue }
                delivery.send(Array((lines + text.lines(of: interval)).utf8))
                lines = ""
            }
            if let interval = sum.take() { lines += text.lines(of: interval) }
            delivery.send(Array((lines + text.end(at: end)).utf8))
            return notes(delivery.finish(name), lost: feed.lostSeconds)
        }
    }

    func finish() async -> [String] {
        limit.begin()
        // A second more: the request under way has its own end.
        return await task.finish(
            within: .milliseconds(BackendLimit.milliseconds * 6 / 5), named: name)
    }

    private func notes(_ note: String?, lost: Int) -> [String] {
        let left =
            lost > 0
            ? "\(name): \(NumberText.counted(lost, "second")) came while it was too slow, and were"
                + " left out" : nil
        return [note, left].compactMap { $0 }
    }
}

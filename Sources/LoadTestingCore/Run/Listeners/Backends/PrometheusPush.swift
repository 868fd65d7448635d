import LoadTestingMacrosFree

/// Pushes everything to a gateway at the end of a run.
final class PrometheusPush: StreamingListener {
    let seconds: SecondFeed?
    private let url: String
    private let job: String
    private let test: String
    private let task = SecondTask(label: "load-prometheus")
    private let limit = BackendLimit()

    init(_ url: String, job: String, test: String) {
        self.url = url
        self.job = job
        self.test = test
        seconds = task.feed
    }

    /// The URL of a job's group; a name that is no part of a path is encoded as the gateway knows
    /// it.
    static func groupURL(_ url: String, job: String) -> String {
        let root = BackendURL(url)?.text ?? url
        guard job.contains("/") else {
            return "\(root)/metrics/job/\(PercentEncoding.encoded(job))"
        }
        let base64 = Base64.text(of: Array(job.utf8))
            .replacing("+", with: "-").replacing("/", with: "_")
        return "\(root)/metrics/job@base64/\(base64)"
    }

    func begin(_ startNanoseconds: Int64) {
        task.begin { [self] feed in
            var totals = PrometheusTotals()
            var sum = IntervalSum(seconds: 1, startNanoseconds: startNanoseconds)
            for await second in feed {
                if let interval = sum.add(second) { totals.add(interval) }
            }
            if let interval = sum.take() { totals.add(interval) }
            totals.end()
            let text = PrometheusText(test: test, isOpenMetrics: false)
            let request = HTTPSender.Request(
                url: Self.groupURL(url, job: job), method: "PUT", contentType: text.contentType)
            var delivery = BackendDelivery(HTTPSender(request), limit: limit)
            delivery.send(Array(text.text(of: totals).utf8))
            let name = BackendOutput.prometheusPush(url: url, job: job).name
            return [delivery.finish(name)].compactMap { $0 }
        }
    }

    func finish() async -> [String] {
        limit.begin()
        return await task.finish(
            within: .milliseconds(BackendLimit.milliseconds * 6 / 5),
            named: BackendOutput.prometheusPush(url: url, job: job).name)
    }
}

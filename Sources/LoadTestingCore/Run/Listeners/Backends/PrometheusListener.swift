import LoadTestingMacrosFree
import Synchronization

/// Answers Prometheus' scrapes of a run.
final class PrometheusListener: StreamingListener {
    let seconds: SecondFeed?
    private let endpoint: PrometheusEndpoint
    private let test: String
    private let task = SecondTask(label: "load-prometheus")
    private let state = Mutex(State())
    private let server = Mutex<PageServer?>(nil)
    private let problem = Mutex<String?>(nil)

    private struct State {
        var totals = PrometheusTotals()
        var hasEnded = false
        /// Whether the last figures were scraped.
        var isComplete = false
    }

    init(_ endpoint: PrometheusEndpoint, test: String) {
        self.endpoint = endpoint
        self.test = test
        seconds = task.feed
    }

    func begin(_ startNanoseconds: Int64) {
        do throws(PageServer.Failure) {
            let server = try PageServer(address: endpoint.address, port: endpoint.port) {
                [weak self] request, connection in
                self?.answer(request, connection)
            }
            self.server.withLock { $0 = server }
        } catch {
            problem.withLock { $0 = error.reason.loweredFirst }
        }
        task.begin { [self] feed in
            var sum = IntervalSum(seconds: 1, startNanoseconds: startNanoseconds)
            for await second in feed {
                guard let interval = sum.add(second) else { continue }
                state.withLock { $0.totals.add(interval) }
            }
            state.withLock { state in
                if let interval = sum.take() { state.totals.add(interval) }
                state.totals.end()
                state.hasEnded = true
            }
            return []
        }
    }

    func finish() async -> [String] {
        let name = BackendOutput.prometheusEndpoint(endpoint).name
        var notes = await task.finish(within: .seconds(5), named: name)
        if let problem = problem.withLock({ $0 }) {
            notes.append("\(name) could not be scraped: \(problem)")
        }
        guard let server = server.withLock({ $0 }) else { return notes }
        await lingerForScrape()
        await server.stop()
        return notes
    }

    /// Waits until the last figures were scraped, as long as the plan allows.
    private func lingerForScrape() async {
        let end = ContinuousClock.now + endpoint.lingering
        while !state.withLock({ $0.isComplete }), ContinuousClock.now < end, !Task.isCancelled {
            // A scrape is answered on the server's thread, which has no task to resume.
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private func answer(_ request: PageRequest, _ connection: PageConnection) {
        guard ["/metrics", "/"].contains(request.path) else {
            return connection.refuse("404 Not Found")
        }
        let accept = request.fields["accept"] ?? ""
        let text = PrometheusText(
            test: test, isOpenMetrics: accept.contains("application/openmetrics-text"))
        let (totals, hasEnded) = state.withLock { ($0.totals, $0.hasEnded) }
        connection.answer(text.text(of: totals), type: text.contentType)
        if hasEnded { state.withLock { $0.isComplete = true } }
    }
}

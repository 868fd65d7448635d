import Dispatch
import LoadTestingMacrosFree

/// The system under test of one load: passes observations of it to the collector.
struct ServerWatching {
    private let server: ServerUnderTest?
    private let watch: ServerWatch
    private let clock: RunClock

    /// Starts to watch.
    init(_ server: ServerUnderTest?, _ beginning: ServerWatch.Beginning, clock: RunClock) {
        self.server = server
        self.clock = clock
        watch = ServerWatch(beginning, zero: clock.zeroNanoseconds)
    }

    /// Whether the server's process has ended: there is nothing left to load.
    var hasEnded: Bool { watch.serverHasEnded }

    /// Notes that there is a server: rules that end the load may ask about it.
    func begin(in collector: inout Collector) { collector.add(server: watch.outline) }

    /// Passes on the use in seconds that are over.
    func add(to collector: inout Collector) {
        for (second, use) in watch.take() { collector.add(second: second, server: use) }
    }

    /// Ends the watch and passes on the rest.
    func finish(_ collector: inout Collector) {
        let (rest, record) = watch.finish()
        for (second, use) in rest { collector.add(second: second, server: use) }
        collector.add(server: explained(record))
    }

    /// Adds the launcher's knowledge of a launched server's end.
    private func explained(_ record: ServerRecord) -> ServerRecord {
        guard let server, !server.isRunning else { return record }
        var copy = record
        let index = copy.events.firstIndex { $0.kind == .exit }
        if let exit = server.exit {
            let lines = (server.log?.lastLines ?? []).suffix(5)
            let text =
                "\(server.name) (\(server.processID)) \(exit)"
                + (lines.isEmpty ? "" : "; its last lines:\n  " + lines.joined(separator: "\n  "))
            let event = ServerRecord.Event(
                .exit, at: index.map { copy.events[$0].nanoseconds } ?? clock.now, text)
            if let index { copy.events[index] = event } else { copy.events.insert(event, at: 0) }
        }
        return copy
    }
}

/// The parts of a plan's server to be watched.
struct WatchedServer: Sendable {
    var server: ServerUnderTest?
    /// Whether a budget or a rule is about the machine.
    var asksAboutMachine = false

    init(_ plan: LoadTest) {
        server = plan.target.system?.base as? ServerUnderTest
        let metrics = (plan.budgets + plan.abortRules.map(\.condition)).map(\.metric)
        asksAboutMachine = metrics.contains { metric in
            if case .server = metric.statistic { true } else { false }
        }
    }

    /// Lets the server's metrics be read with the certificates that the load trusts, too.
    mutating func trust(_ certificates: TrustedCertificates) {
        server?.scrape?.bundle = certificates.bundle
    }

    /// `nil` where there is nothing to watch.
    ///
    /// - Parameter names: the names whose addresses are known.
    func subject(_ names: [ResolvedName]) -> ServerWatch.Subject? {
        guard let server else {
            return asksAboutMachine ? ServerWatch.Subject(name: "the machine", root: nil) : nil
        }
        var subject = ServerWatch.Subject(name: server.name, root: server.processTreeRoot)
        subject.supervisor = server.supervisor
        subject.isMain = server.hasMainProcess
        subject.address = ServerAddress(url: server.url) { host, port in
            names.first { $0.host == host && $0.port == port }?.addresses
        }
        subject.isShared = server.isShared
        subject.scrape = server.scrape
        subject.problem = server.watchProblem
        return subject
    }

    /// - Throws: `LoadTestError` when the server has ended before its load began.
    func check(_ plan: LoadTest) throws(LoadTestError) {
        guard let server, !server.isRunning else { return }
        let how = server.exit.map { " \($0)" } ?? " has ended"
        throw LoadTestError(
            test: plan.name,
            problems: [
                .init(
                    .serverNotFound,
                    "the server \(server.name) (\(server.processID))\(how) before the load",
                    remedy: "launch it again, and keep it until the load is over"
                        + (server.log?.afterRemedy ?? ""))
            ])
    }

    /// - Throws: `LoadTestError` when the metrics endpoint's answer is no metrics; one that does
    ///   not answer yet may do so later.
    func checkMetrics(_ plan: LoadTest) async throws(LoadTestError) {
        guard let scrape = server?.scrape else { return }
        let page = await withCheckedContinuation { continuation in
            // It blocks, which no thread of the cooperative pool may.
            DispatchQueue.global().async {
                continuation.resume(returning: MetricsPage.fetch(scrape))
            }
        }
        guard case .refusal(let what, let remedy) = page else { return }
        throw LoadTestError(
            test: plan.name,
            problems: [
                .init(
                    .invalidTarget, "the metrics at \(scrape.place): \(what)",
                    remedy: remedy)
            ])
    }
}

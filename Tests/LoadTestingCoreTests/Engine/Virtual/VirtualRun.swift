import LoadTestingMacrosFree

@testable import LoadTestingCore

/// A plan that was run in virtual time, on one thread and without a socket.
struct VirtualRun {
    let snapshot: RunSnapshot
    /// The run judged by the plan's budgets.
    let result: LoadTestResult
    let transport: ScriptedTransport
    let program: Program

    /// Runs a plan to its end.
    ///
    /// - Parameters:
    ///   - plan: what users do.
    ///   - lateness: by how much each wait of the loop ends too late, in nanoseconds.
    ///   - server: what comes of an exchange; called in the order of sending.
    init(
        _ plan: LoadTest, lateness: @escaping () -> Int64 = { 0 },
        server: @escaping (Exchange) throws(RequestFailure) -> ScriptedTransport.Script
    ) throws {
        program = try ProgramCompiler.compile(plan, environment: [:])
        let shared = SharedState(program)
        let pool = RecorderPool(names: shared.names)
        let transport = ScriptedTransport(program, script: server)
        let reports = Reports()
        let reactor = VirtualReactor(lateness: lateness)
        let loop = try EventLoop(
            program, index: 0, of: 1, shared: shared, pool: pool, reactor: reactor,
            makeTransport: { _ in transport }, send: { reports.all.append($0) })
        shared.inboxes.add(loop.inbox)
        reactor.deliver = { [unowned reactor] in transport.act(at: reactor.now) }
        let zero = reactor.now
        loop.run(RunClock(zeroNanoseconds: zero, wallAnchorNanoseconds: 0))
        var facts = RunFacts()
        facts.name = plan.name
        facts.seed = plan.seed.value
        var collector = Collector(
            names: shared.names,
            facts: program.facts(
                facts, clock: RunClock(zeroNanoseconds: zero, wallAnchorNanoseconds: 0)),
            groups: program.groups.map(\.plannedLoad))
        for report in reports.all { collector.take(report, names: shared.names) }
        var snapshot = collector.finish(.complete, durationNanoseconds: reactor.now - zero)
        snapshot.findPlateau(within: program.plateaus)
        self.snapshot = snapshot
        self.transport = transport
        result = LoadTestResult(
            snapshot, budgets: plan.budgets, plannedUsers: program.users)
    }

    /// The loop's reports; `@unchecked Sendable` since it runs on the calling thread.
    private final class Reports: @unchecked Sendable {
        var all: [LoopMessage] = []
    }
}

extension Collector {
    fileprivate mutating func take(_ report: LoopMessage, names: SampleNames) {
        switch report {
        case .interval(let interval):
            let (labels, health) = interval.recorder.takeAll()
            add(
                second: interval.second, labels: labels, health: health,
                activeUsers: interval.activeUsers,
                minActiveUsers: interval.minActiveUsers, stalls: interval.stalls,
                custom: interval.recorder.takeCustom())
            add(examples: interval.examples)
        case .stopRequested: break
        case .ended(let ending):
            add(
                unstartedUsers: ending.unstartedUsers,
                abandonedExchanges: ending.abandonedExchanges, arrivals: ending.arrivals,
                addresses: ending.addresses)
            for (group, load) in ending.loads.enumerated() {
                add(
                    group: group, lastEnd: load.lastEnd, cut: load.cut,
                    users: load.counts(names))
            }
        }
    }
}

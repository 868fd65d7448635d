import Foundation

/// The loops of one run.
final class Engine: Sendable {
    private let loops: [EventLoop]
    /// Measures stalls of the process; to be stopped by the engine's owner.
    let heartbeat = Heartbeat()

    /// Makes a transport whose sockets are in a poller, for as many connections as stated.
    typealias MakeTransport = (Poller, _ capacity: Int) throws(TransportError) -> any Transport

    /// Makes the loops; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - program: the users' steps.
    ///   - count: the number of loops, each on a thread of its own.
    ///   - makeTransport: makes the transport of a loop.
    ///   - report: called on the loops' threads.
    /// - Throws: `LoadTestError` when the system refuses descriptors, or a transport can't be made.
    init(
        _ program: Program, loops count: Int, shared: SharedState, pool: RecorderPool,
        makeTransport: MakeTransport, send: @escaping @Sendable (LoopMessage) -> Void
    ) throws(LoadTestError) {
        var loops: [EventLoop] = []
        do throws(TransportError) {
            for index in 0..<count {
                guard let reactor = try? PollingReactor(heartbeat: heartbeat) else {
                    throw .resources
                }
                loops.append(
                    try EventLoop(
                        program, index: index, of: count, shared: shared, pool: pool,
                        reactor: reactor,
                        makeTransport: { capacity throws(TransportError) in
                            try makeTransport(reactor.poller, capacity)
                        }, send: send))
            }
        } catch {
            throw LoadTestError(test: program.name, problems: [error.problem])
        }
        self.loops = loops
        for loop in loops { shared.inboxes.add(loop.inbox) }
    }

    /// Starts the loops; each reports `.ended` last.
    ///
    /// - Parameter clock: the clock whose zero is the start of the run.
    func start(_ clock: RunClock) {
        for (index, loop) in loops.enumerated() {
            let thread = Thread { loop.run(clock) }
            thread.name = "load-\(index)"
            thread.qualityOfService = .userInteractive
            thread.start()
        }
    }

    /// Ends the load at once; the loops still report their measurements.
    func stop() { for loop in loops { loop.stop() } }

    /// Ends the load in order: no further step starts, exchanges under way are waited for.
    func drain() { for loop in loops { loop.inbox.send(.drain) } }

    /// The number of loops that report.
    var loopCount: Int { loops.count }

    /// The number of loops that suits a machine: the server needs the other cores.
    static func suitableLoops(processors: Int, targetIsLocal: Bool) -> Int {
        processors <= 2 || targetIsLocal ? 1 : max(1, processors / 2)
    }
}

extension TransportError {
    /// The problem as reported before the load.
    fileprivate var problem: LoadTestError.Problem {
        switch self {
        case .resources:
            .init(
                .insufficientResources, "the system gives no descriptor for an event loop",
                remedy: "raise the limit of open files: ulimit -n")
        case .certificates(let file):
            .init(
                .invalidTarget, "libcurl can't read the trusted certificates in \(file)",
                remedy: "look at it with openssl x509 -noout -text -in FILE, or name another one"
                    + " in SSL_CERT_FILE")
        }
    }
}

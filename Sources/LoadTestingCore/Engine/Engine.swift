import Foundation

/// How a run is driven.
package struct EngineSettings: Sendable {
    /// How many loops, each on a thread of its own.
    package var loops: Int
    /// Names whose addresses are known beforehand.
    package var names: [ResolvedName]
    package var userAgent: String
    package var trusted = TrustedCertificates.ofLibcurl
    /// Whether what goes over the wire is recorded, for functional mode.
    package var records = false

    package init(loops: Int = 1, names: [ResolvedName] = [], userAgent: String) {
        self.loops = loops
        self.names = names
        self.userAgent = userAgent
    }
}

/// The loops of one run.
package final class Engine: Sendable {
    private let loops: [EventLoop]
    /// Says when the process stood still; to be stopped by whoever runs the engine.
    package let heartbeat = Heartbeat()

    /// Makes the loops; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - program: what users do.
    ///   - report: called on the loops' threads.
    /// - Throws: `LoadTestError` when the system refuses descriptors.
    package init(
        _ program: Program, settings: EngineSettings, shared: SharedState, pool: RecorderPool,
        report: @escaping @Sendable (LoopReport) -> Void
    ) throws(LoadTestError) {
        var loops: [EventLoop] = []
        for index in 0..<settings.loops {
            do {
                loops.append(
                    try EventLoop(
                        program, index: index, settings: settings, shared: shared, pool: pool,
                        heartbeat: heartbeat, report: report))
            } catch {
                throw LoadTestError(
                    test: program.name,
                    problems: [
                        .init(
                            .insufficientResources,
                            "the system gives no descriptor for an event loop",
                            remedy: "raise the limit of open files: ulimit -n")
                    ])
            }
        }
        self.loops = loops
        guard loops.allSatisfy({ $0.exchanges.loadTrusted() }) else {
            throw LoadTestError(
                test: program.name,
                problems: [
                    .init(
                        .invalidTarget,
                        "libcurl can't read the trusted certificates in \(settings.trusted)",
                        remedy: "look at it with openssl x509 -noout -text -in FILE, or name"
                            + " another one in SSL_CERT_FILE")
                ])
        }
        for loop in loops { shared.inboxes.add(loop.inbox) }
    }

    /// Starts the loops; each reports `.ended` last.
    ///
    /// - Parameter clock: whose zero is the start of the run.
    package func start(_ clock: RunClock) {
        for (index, loop) in loops.enumerated() {
            let thread = Thread { loop.run(clock) }
            thread.name = "load-\(index)"
            thread.qualityOfService = .userInteractive
            thread.start()
        }
    }

    /// Ends the load at once; the loops still report what they measured.
    package func stop() { for loop in loops { loop.stop() } }

    /// Ends the load in order: no further step starts, exchanges under way are waited for.
    package func windDown() { for loop in loops { loop.inbox.send(.windDown) } }

    /// How many loops report.
    package var loopCount: Int { loops.count }

    /// The number of loops that suits a machine: the server needs the other cores.
    package static func suitableLoops(processors: Int, targetIsLocal: Bool) -> Int {
        processors <= 2 || targetIsLocal ? 1 : max(1, processors / 2)
    }
}

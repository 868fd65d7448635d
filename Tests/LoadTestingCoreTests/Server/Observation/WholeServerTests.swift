import CLoadTestingSystem
import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// The watch covers the whole server, or the report names the part that it covers.
@Suite(.serialized, .timeLimit(.minutes(3))) struct WholeServerTests {
    /// Four workers with a socket of their own each, forked by a parent that listens nowhere, which
    /// says how much processor time they have used when it is asked for `/used`.
    private static let reuseport = """
        import os, socket, sys, threading, time
        port, hosts = int(sys.argv[1]), sys.argv[2:] or ["127.0.0.1"]
        def serve(c):
            while True:
                head = c.recv(65536)
                if not head: return c.close()
                end = time.thread_time() + 0.005
                while time.thread_time() < end: pass
                c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
        def work(host):
            s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            if ":" in host: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            s.bind((host, port)); s.listen(100)
            while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
        for host in hosts:
            for _ in range(4):
                if os.fork() == 0: work(host)
        while True: os.wait()
        """

    /// Processor time of a launched server and all that came of it, as the system counts it.
    private func used(_ server: Server) -> Double {
        var tree = ProcessTree(root: server.processID, supervisor: server.supervisor)
        return tree.processes(at: 0).reduce(0) {
            $0 + Double($1.user_nanoseconds + $1.system_nanoseconds) / 1e9
        }
    }

    private func load(
        _ target: some LoadTargetConvertible, users: Int = 8, seconds: Int = 3, _ budgets: Budget...
    ) async throws -> LoadTestResult {
        try await measure(
            LoadTest("whole", target: target) {
                ThreadGroup(users: users, duration: .seconds(seconds)) { HTTPGet("/") }
                for budget in budgets { expect(budget) }
            })
    }

    @Test func `all that listen on a port are watched, with the parent that forked them`()
        async throws
    {
        let server = try await Server.launch("python3", "-c", Self.reuseport, "{port}")
        let isThere = await eventually(within: .seconds(20)) {
            ListeningSockets.all(on: server.port)?.count == 4
        }
        let attached = try Server.listening(on: server.port)
        #expect(
            isThere && attached.processID == server.processID, "the parent, which listens nowhere")
        let before = used(server)
        let result = try await load(attached, serverCPU > .percent(0.1))
        let all = used(server) - before
        let seen = try #require(result.snapshot.serverUse()[.cpu]?.integral)
        #expect(seen > 0.9 * all && seen < 1.1 * all, "\(seen) s of \(all) s")
        #expect(result.snapshot.server?.processes.count == 5)
        #expect(result.snapshot.server?.gaps == [] && result.findings.map(\.verdict) == [.passed])
        await server.stop()
    }

    /// Each address with workers of its own: those of the others are not the server.
    @Test func `those that serve the address are the server`() async throws {
        let server = try await Server.launch(
            "python3", arguments: ["-c", Self.reuseport, "{port}", "127.0.0.1", "0.0.0.0", "::1"])
        let isThere = await eventually(within: .seconds(20)) {
            ListeningSockets.all(on: server.port)?.count == 12
        }
        #expect(isThere)
        for host in ["127.0.0.1", "[::1]", "127.0.0.3"] {
            let address = try #require(ServerAddress(url: "http://\(host):\(server.port)/x"))
            let holders = try #require(PortHolders(of: address))
            #expect(holders.held.count == 4 && holders.unreadable == 0, "\(host)")
            #expect(holders.roots == [server.processID])
        }
        await server.stop()
    }

    /// Started one by one, as by a supervisor that runs another program.
    @Test func `workers that have no parent in common are watched all the same`() async throws {
        let one = """
            import os, socket, sys
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(100)
            while True:
                c = s.accept()[0]
                while c.recv(65536): c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
            """
        let server = try await Server.launch(
            "sh", "-c",
            #"for n in 1 2 3; do python3 -c "$1" $2 & done; wait"#, "sh", one, "{port}")
        let isThere = await eventually(within: .seconds(20)) {
            ListeningSockets.all(on: server.port)?.count == 3
        }
        #expect(isThere)
        let attached = try Server.listening(on: server.port)
        let result = try await load(attached, users: 1, seconds: 1)
        #expect(result.snapshot.server?.processes.count == 3, "not the shell")
        #expect(attached.isRunning && result.verdict == .passed)
        // One of them ends: the server continues.
        kill(attached.processID, SIGKILL)
        #expect(attached.isRunning)
        await server.stop()
        #expect(!attached.isRunning)
    }

    /// Accepts and hands on, under the name of a program that does nothing else.
    private static let forwarder = """
        import socket, sys, threading
        open("/proc/self/comm", "w").write(sys.argv[3])
        s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
        def copy(a, b):
            while True:
                data = a.recv(65536)
                if not data: return b.shutdown(socket.SHUT_WR)
                b.sendall(data)
        while True:
            c = s.accept()[0]
            u = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
            for pair in ((c, u), (u, c)): threading.Thread(target=copy, args=pair, daemon=True).start()
        """

    #if os(Linux)
        @Test(arguments: ["docker-proxy", "nginx"])
        func `a forwarder is named with what is behind it, and budgets are not judged`(
            name: String
        ) async throws {
            let behind = try await Server.launch("python3", "-c", Self.reuseport, "{port}")
            let server = try await Server.launch(
                "python3", "-c", Self.forwarder, "{port}", "\(behind.port)", name)
            for target in [server, try Server.listening(on: server.port)] {
                let result = try await load(
                    target, users: 4, seconds: 6, serverCPU < .percent(50),
                    serverMemory < .gibibytes(1), serverCPUTimePerRequest < .seconds(1),
                    machineCPU <= .percent(100))
                #expect(
                    result.findings.map(\.verdict)
                        == [.inconclusive, .inconclusive, .inconclusive, .passed])
                let gap = try #require(result.snapshot.server?.gaps.first?.text)
                #expect(
                    gap.hasPrefix("\(name) (") && gap.contains("forwards to port \(behind.port)"))
                #expect(gap.contains("Server.attach(processID: "))
                #expect("\(result)".contains("a part only: \(name) ("))
            }
            // Attached as it says, both are watched.
            let both = try Server.attach(processID: behind.processID, url: server.url)
            let result = try await load(
                both, users: 4, seconds: 1, serverCPU > .percent(0.1))
            #expect(result.snapshot.server?.gaps == [] && result.verdict == .passed)
            #expect(result.snapshot.server?.processes.count == 6)
            await server.stop()
            await behind.stop()
        }

        @Test func `a balancer that answers itself is the whole server`() async throws {
            let script = "open('/proc/self/comm', 'w').write('nginx')\n" + Self.reuseport
            let server = try await Server.launch("python3", "-c", script, "{port}")
            let result = try await load(
                Server.listening(on: server.port), seconds: 1, serverMemory > .mebibytes(1))
            #expect(result.snapshot.server?.gaps == [] && result.verdict == .passed)
            await server.stop()
        }
    #endif
}

#if os(Linux)
    import Foundation
    import LoadTesting
    import LoadTestingCore
    import Testing

    @testable import TestServers

    /// The relay as a process: what it holds, and when it goes.
    @Suite struct RelayProcessTests {
        @Test func `it holds nothing of the tests`() async throws {
            let server = try LoopbackSocket(listeningOn: 0)
            let relay = try Network().relay(toPort: server.port)
            let folder = "/proc/\(relay.processID)/fd"
            // Its own: three times nothing, listener, lifeline, epoll and its eventfd.
            #expect(
                await eventually {
                    (try? FileManager.default.contentsOfDirectory(atPath: folder).count) == 7
                })
            for descriptor in 0..<3 {
                let target = try FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(folder)/\(descriptor)")
                #expect(target == "/dev/null")
            }
            let name = try String(contentsOfFile: "/proc/\(relay.processID)/comm", encoding: .utf8)
            #expect(name == "network-relay\n")
        }

        @Test func `a server's port is free when it ends, whatever relay was started`() async throws
        {
            let port = try freePort()
            let relay = try Network().relay(toPort: port)
            let other = try listen(on: port)
            // Listening again fails while anybody holds the socket; a process that another test
            // starts at this moment may, for a moment.
            #expect(await eventually { (try? LoopbackSocket(listeningOn: port)) != nil })
            other.stop()
            relay.stop()
        }

        /// A relay that was started while a server of the tests listens.
        private func listen(on port: Int) throws -> Relay {
            let server = try LoopbackSocket(listeningOn: port)
            let relay = try Network().relay(toPort: server.port)
            #expect(accepts(relay.port))
            return relay
        }

        @Test func `stopping it ends the process and frees the port`() async throws {
            let relay = try Network().relay(toPort: 8_000)
            #expect(accepts(relay.port))
            relay.stop()
            #expect(!relay.isRunning && kill(relay.processID, 0) == -1)
            // A process that another test starts at this moment may hold the socket for a moment.
            #expect(await eventually { !accepts(relay.port) })
            relay.stop()
            #expect(relay.statistics.openConnections == 0)
        }

        @Test func `the last reference ends it`() async throws {
            let process = try { try Network().relay(toPort: 8_000).processID }()
            #expect(kill(process, 0) == -1)
        }

        @Test func `it keeps none of the memory that the tests have`() async throws {
            let mine = [UInt8](repeating: 7, count: 100 << 20)
            let relay = try Network().relay(toPort: 8_000)
            let status = try String(
                contentsOfFile: "/proc/\(relay.processID)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon") })
            let kilobytes = try #require(Int(line.filter(\.isNumber)))
            #expect(kilobytes < 50 << 10)
            withExtendedLifetime(mine) {}
        }

        @Test func `it costs nothing while nobody talks`() async throws {
            let relay = try Network(latency: .milliseconds(5)).relay(toPort: 8_000)
            try await Task.sleep(for: .seconds(1))
            #expect(try ticks(of: relay.processID) <= 2)
        }

        /// Processor time in steps of 10 ms.
        private func ticks(of process: Int32) throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
            return try #require(Int(fields[11])) + #require(Int(fields[12]))
        }

        @Test(.timeLimit(.minutes(10)))
        func `it ends with its maker, even one that is killed`() async throws {
            let tool = try ChildProcess(
                try await ConsumerPackage.executable("Tool"), ["relay", "http://127.0.0.1:9"])
            #expect(await eventually(within: .seconds(20)) { tool.output.contains("\n") })
            let relay = try #require(Int32(tool.output.filter(\.isNumber)))
            #expect(runs(relay))
            tool.send(SIGKILL)
            #expect(await tool.exit(within: .seconds(10))?.isSignal == true)
            #expect(await eventually(within: .seconds(5)) { !runs(relay) })
        }

        @Test(.timeLimit(.minutes(10)))
        func `where the system has no process for it, all others stay alive`() async throws {
            let tool = try ChildProcess(
                try await ConsumerPackage.executable("Tool"),
                ["relay-without-process", "http://127.0.0.1:9"])
            #expect(await tool.exit(within: .seconds(20)) == .success)
            #expect(
                tool.output.contains("could be started (Resource temporarily unavailable)"),
                "\(tool.output)")
            #expect(tool.output.contains("the other is alive"), "\(tool.output)")
        }

        /// Whether a process runs; one that has ended may be waited for by the first of all
        /// processes, which takes its time.
        private func runs(_ process: Int32) -> Bool {
            let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            let state = text?.split(separator: ")").last?.split(separator: " ").first
            return state != nil && state != "Z" && state != "X"
        }
    }
#endif

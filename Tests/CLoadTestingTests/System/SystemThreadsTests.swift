import TestSupport

#if os(Linux)
    import CLoadTestingSystem
    import Foundation
    import Testing

    @testable import LoadTestingCore
    @testable import TestServers

    /// What threads of another process wait for, as the system says.
    @Suite(.serialized, .timeLimit(.minutes(1))) struct SystemThreadsTests {
        /// A loop in its poll, and threads that wait for everything that has a name here.
        private static let waiting = """
            import os, select, socket, sys, threading, time
            held = threading.Lock()
            held.acquire()
            first, second = socket.socketpair()
            listener = socket.create_server(("127.0.0.1", 0))
            def start(work, *rest):
                threading.Thread(target=work, args=rest, daemon=True).start()
            for _ in range(3): start(held.acquire)
            start(threading.Event().wait, 600)
            start(time.sleep, 600)
            start(first.recv, 1)
            start(listener.accept)
            def compute():
                while True: pass
            start(compute)
            os.write(int(sys.argv[1]), b"!")
            loop = select.epoll()
            # The input ends with the test's process, however that ends.
            loop.register(0, select.EPOLLHUP)
            loop.poll(600)
            os._exit(0)
            """

        private func threads(of process: Int32) -> [clt_thread] {
            SystemList.read { clt_threads_of(process, &$0) } ?? []
        }

        @Test func `each thread has the state that its call says`() async throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["python3", "-c", Self.waiting, "1"]
            let output = Pipe()
            process.standardOutput = output
            let input = Pipe()
            process.standardInput = input
            try process.run()
            defer {
                process.terminate()
                try? input.fileHandleForWriting.close()
            }
            _ = try output.fileHandleForReading.read(upToCount: 1)
            let expected = [
                CLT_THREAD_LOCK: 3, CLT_THREAD_SLEEP: 1, CLT_THREAD_SOCKET: 1,
                CLT_THREAD_ACCEPT: 1, CLT_THREAD_POLL: 1, CLT_THREAD_RUNNING: 1,
                CLT_THREAD_TIMED_LOCK: 1,
            ]
            var found: [clt_thread] = []
            let isThere = await eventually {
                found = threads(of: process.processIdentifier)
                let states = found.reduce(into: [:]) { $0[Int($1.state), default: 0] += 1 }
                return states == expected
            }
            #expect(isThere, "\(found.map(\.state).sorted())")
            let main = found.first { $0.identifier == process.processIdentifier }
            #expect(main.map { Int($0.state) } == CLT_THREAD_POLL)
            let waiting = found.filter { Int($0.state) == CLT_THREAD_LOCK }
            #expect(Set(waiting.map(\.lock)).count == 1 && waiting[0].lock != 0)
            #expect(found.allSatisfy { $0.turns > 0 && $0.ran_nanoseconds > 0 })
            let busy = try #require(found.first { Int($0.state) == CLT_THREAD_RUNNING })
            let later = await eventually {
                threads(of: process.processIdentifier).contains {
                    $0.identifier == busy.identifier
                        && $0.ran_nanoseconds >= busy.ran_nanoseconds + 20_000_000
                }
            }
            #expect(later, "the time that it ran rises")
        }

        @Test func `a process that is not there has no threads`() {
            let found: [clt_thread]? = SystemList.read { clt_threads_of(0x3fff_fff0, &$0) }
            #expect(found == nil)
        }
    }

    /// What is told of a connection's two ends.
    @Suite(.serialized, .timeLimit(.minutes(1))) struct SystemConversationTests {
        private func sockets(_ port: UInt16) -> [clt_tcp_socket] {
            (SystemList.read { clt_tcp_sockets([], 0, &$0) } ?? []).filter {
                $0.local_port == port && Int($0.state) == CLT_TCP_ESTABLISHED
            }
        }

        private func awaits(_ port: UInt16) -> [Bool] {
            (SystemList.read { clt_tcp_conversations([port], 1, &$0) } ?? []).map(\.awaits_answer)
        }

        @Test func `input that nobody has read, and an answer that is due, are seen`() async throws
        {
            let listener = try LoopbackSocket(listeningOn: 0)
            let port = UInt16(listener.port)
            let client = try LoopbackSocket(connectedTo: listener.port)
            let server = try LoopbackSocket(acceptedFrom: listener)
            #expect(sockets(port).map(\.queued) == [0] && sockets(port).allSatisfy(\.is_local))
            try await Task.sleep(for: .milliseconds(20))
            #expect(send(client.descriptor.number, "ask", 3, 0) == 3)
            let isUnread = await eventually { sockets(port).map(\.queued) == [3] }
            #expect(isUnread)
            #expect(awaits(port) == [true])
            var accepted = clt_accepted_sockets()
            var isListening = [Bool](repeating: false, count: 65_536)
            isListening[Int(port)] = true
            var list = sockets(port)
            _ = clt_sort_out_accepted(&list, Int32(list.count), isListening, &accepted)
            #expect(accepted.established == 1 && accepted.unread == 1 && accepted.unsent == 0)
            var bytes = [UInt8](repeating: 0, count: 3)
            #expect(recv(server.descriptor.number, &bytes, 3, 0) == 3)
            #expect(sockets(port).map(\.queued) == [0])
            // The clock of the system's times has steps of some milliseconds.
            try await Task.sleep(for: .milliseconds(20))
            #expect(send(server.descriptor.number, "answer", 6, 0) == 6)
            let isAnswered = await eventually { awaits(port) == [false] }
            #expect(isAnswered)
            withExtendedLifetime((client, server)) {}
        }
    }
#endif

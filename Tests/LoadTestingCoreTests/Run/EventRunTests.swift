import Foundation
import LoadTestingMacrosFree
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

#if os(Linux)
    extension UnderLoad {
        /// Events of a plan, done to real processes.
        @Suite(.timeLimit(.minutes(3))) struct EventRuns {
            /// Two workers behind one listening socket, which their parent replaces.
            private static let program = """
                import os, socket, sys, threading
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(100)
                def serve(c):
                    try:
                        while c.recv(65536):
                            c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
                    except OSError: pass
                def work():
                    if os.fork(): return
                    while True:
                        threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
                work(); work()
                while True:
                    os.wait(); work()
                """

            private func launch() async throws -> Server {
                try await .launch(
                    "python3", arguments: ["-c", Self.program, "{port}"],
                    ready: .http("/", workers: 2))
            }

            private func load(
                _ target: some LoadTargetConvertible, for duration: Duration = .seconds(3),
                @LoadTestBuilder _ elements: () -> LoadTestElements
            ) async throws -> LoadTestResult {
                try await measure(
                    LoadTest("broken on purpose", target: target) {
                        ThreadGroup(users: 4, duration: duration) {
                            HTTPGet("/")
                            Pause(.milliseconds(5))
                        }
                        elements()
                    })
            }

            /// Whether a process stands still by a signal.
            private func isStopped(_ process: Int32) throws -> Bool {
                let status = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
                return status.split(separator: ")").last?.hasPrefix(" T") == true
            }

            @Test func `a killed worker is an event of the plan, no failure of the server`()
                async throws
            {
                let server = try await launch()
                let before = try server.worker(1).found()
                let result = try await load(server) {
                    At(.seconds(1), named: "kill") { Kill(server.worker(1)) }
                    expect(errorRate < .percent(20), recovery(after: "kill") <= .seconds(1))
                    expect(errorRate(during: .between(.seconds(2), .seconds(3))) <= .percent(0))
                }
                let event = try #require(result.snapshot.events.first)
                #expect(event.processes == before && event.isDone && event.endsProcesses)
                #expect(result.verdict == .passed, "\(result)")
                #expect("\(result)".contains("kill worker 1 of"))
                #expect("\(result)".contains("; the budgets held"))
                #expect(try server.worker(2).found() != before && server.isRunning)
                await server.stop()
            }

            @Test func `a server that was stopped for a while keeps all waiting`() async throws {
                let server = try await launch()
                let result = try await load(server) {
                    At(.seconds(1), named: "stop") {
                        Suspend(server, for: .milliseconds(600))
                    }
                    expect(errorRate <= .percent(0), LatencyMetric.max < .milliseconds(400))
                    expect(recovery(after: "stop") <= .seconds(1))
                }
                let event = try #require(result.snapshot.events.first)
                let end = try #require(event.undoneNanoseconds)
                let start = try #require(event.nanoseconds)
                #expect(end - start >= 600_000_000 && event.processes.count == 3)
                #expect(try #require(result[.max]) >= .milliseconds(500), "\(result)")
                // The requests that waited end behind the stop, in the first second after it.
                #expect(event.recovery?.seconds == 1, "\(result)")
                await server.stop()
            }

            @Test func `who was stopped continues at the end of the load`() async throws {
                let server = try await launch()
                let worker = try #require(try server.worker(1).found().first)
                let sawStop = Atomic(false)
                let result = try await load(server, for: .seconds(2)) {
                    At(.seconds(1)) {
                        Suspend(server.worker(1))
                        Perform("look") {
                            for _ in 0..<1_000 where !sawStop.load(ordering: .relaxed) {
                                Thread.sleep(forTimeInterval: 0.005)
                                sawStop.store(try isStopped(worker), ordering: .relaxed)
                            }
                        }
                    }
                    expect(errorRate < .percent(100))
                }
                let wasStopped = sawStop.load(ordering: .relaxed)
                #expect(wasStopped)
                #expect(result.snapshot.events.map(\.isDone) == [true, true], "\(result)")
                #expect(try !isStopped(worker) && server.worker(1).found() == [worker])
                await server.stop()
            }

            @Test(.enabled(if: ControlGroup.isPermitted))
            func `a limited server gets no more of the processor than that`() async throws {
                let busy = """
                    import http.server, sys, threading
                    def burn():
                        while True: pass
                    threading.Thread(target=burn, daemon=True).start()
                    class Answer(http.server.BaseHTTPRequestHandler):
                        def do_GET(self):
                            self.send_response(200); self.end_headers()
                        def log_message(self, *a): pass
                    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
                    """
                let server = try await Server.launch(
                    "python3", arguments: ["-c", busy, "{port}"], ready: .http("/"))
                let result = try await measure(
                    LoadTest("limited", target: server) {
                        ArrivalGroup(rate: .perSecond(5), for: .seconds(4)) { HTTPGet("/") }
                        At(.seconds(1)) { LimitProcessor(server, to: 0.2, for: .seconds(3)) }
                        expect(serverCPU(during: .between(.seconds(2), .seconds(3))) < .percent(30))
                    })
                #expect(result.findings.first?.verdict == .passed, "\(result)")
                #expect("\(result)".contains(" to 0.2 cores for 3 s (process"), "\(result)")
                let group = try server.processes.controlGroup()
                #expect(!FileManager.default.fileExists(atPath: group.path))
                let process = try String(
                    contentsOfFile: "/proc/\(server.processID)/cgroup", encoding: .utf8)
                #expect(!process.contains("loadtesting-"))
                await server.stop()
            }

            @Test func `an event that fails, or is not reached, leaves the run inconclusive`()
                async throws
            {
                struct Refusal: Error {}
                let server = try ScriptedServer()
                let result = try await measure(
                    LoadTest("short", target: server.url) {
                        ThreadGroup(users: 1, loops: 20) {
                            HTTPGet("/")
                            Pause(.milliseconds(20))
                        }
                        At(.milliseconds(10)) { Perform("fail") { throw Refusal() } }
                        At(.seconds(60)) { Perform("come too late") {} }
                        expect(errorRate <= .percent(0))
                    })
                #expect(result.verdict == .inconclusive)
                let text = "\(result)"
                #expect(text.contains("fail: Refusal()"), "\(text)")
                #expect(text.contains("come too late: the load was over"), "\(text)")
            }

            @Test func `what can't be done is refused before the first request`() async throws {
                let server = try await launch()
                let attached = try Server.attach(processID: server.processID)
                let cases: [(At, String)] = [
                    (At(.seconds(1)) { Kill(server.worker(3)) }, "has 2 workers, no worker 3"),
                    (At(.seconds(1)) { Suspend(attached) }, "was not launched by this test"),
                    (
                        At(.seconds(3)) { Kill(server.worker(1)) },
                        "not before the end of the load at 3 s"
                    ),
                    (At(.seconds(-1)) { Kill(server.worker(1)) }, "is before the load"),
                    (At(.seconds(1)) { Suspend(server, for: .zero) }, "holds for 0 ms"),
                    (At(.seconds(1)) { LimitProcessor(server, to: 0) }, "LimitProcessor to 0.0"),
                    (At(.seconds(1)) { LimitProcessor(attached, to: 1) }, "was not launched"),
                    (At(.seconds(1)) {}, "has no action"),
                ]
                for (event, message) in cases {
                    let error = await #expect(throws: LoadTestError.self) {
                        _ = try await load(server) { event }
                    }
                    #expect("\(error, default: "none")".contains(message))
                }
                await server.stop()
            }
        }
    }
#endif

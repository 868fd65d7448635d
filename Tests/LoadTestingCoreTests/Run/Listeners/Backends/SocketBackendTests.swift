import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs that tell Graphite and StatsD.
    @Suite(.timeLimit(.minutes(2))) struct SocketBackends {
        @Test func `Graphite gets lines that add up to the result`() async throws {
            let sink = try LineSink()
            defer { sink.stop() }
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("graphite", target: server.url) {
                    ThreadGroup(users: 2, duration: .milliseconds(2_200)) {
                        HTTPGet("/health")
                        Pause(.milliseconds(20))
                    }
                    Graphite("127.0.0.1:\(sink.port)", prefix: "load.ci")
                })
            #expect(result.notes == [])
            #expect(
                await eventually {
                    sum("load.ci.all.a.count", in: sink.lines) == Int(result.requests)
                })
            let lines = sink.lines
            #expect(sum("load.ci.GET__health.ok.count", in: lines) == Int(result.requests))
            #expect(lines.contains { $0.hasPrefix("load.ci.test.maxAT 2 ") })
            // Each second is a line of its own.
            let seconds = lines.filter { $0.hasPrefix("load.ci.all.a.count") }
                .compactMap { $0.split(separator: " ").last }
            #expect(seconds.count >= 3 && Set(seconds).count == seconds.count)
        }

        @Test func `StatsD gets datagrams of whole lines, none above 1,432 bytes`() async throws {
            let sink = try LineSink(isDatagram: true)
            defer { sink.stop() }
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("statsd", target: server.url) {
                    ThreadGroup(users: 1, loops: 20) {
                        HTTPGet("/1").named("first")
                        for number in 2...10 { HTTPGet("/\(number)").named("label \(number)") }
                    }
                    StatsD("127.0.0.1:\(sink.port)")
                })
            #expect(result.notes == [] && result.requests == 200)
            #expect(
                await eventually {
                    sink.lines.contains { $0.hasPrefix("loadtesting.active_users:") }
                        && sum("loadtesting.all.ok", in: sink.lines) == 200
                })
            #expect(sink.parts.count > 1)
            #expect(sink.parts.allSatisfy { $0.count <= 1_432 && $0.last == UInt8(ascii: "\n") })
            #expect(sum("loadtesting.label_7.ok", in: sink.lines) == 20)
        }

        @Test func `a port where nobody listens is a note for Graphite`() async throws {
            let port = try #require(LoopbackPort.free())
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("nobody", target: server.url) {
                    ThreadGroup(users: 1, loops: 10) { HTTPGet("/") }
                    Graphite("127.0.0.1:\(port)")
                })
            #expect(result.verdict == .passed && result.requests == 10)
            #expect(
                result.notes == [
                    "Graphite 127.0.0.1:\(port): 1 of 1 batch was not written: connection refused"
                ])
        }

        /// The sum of a figure over all intervals, of both formats.
        private func sum(_ name: String, in lines: [String]) -> Int {
            lines.compactMap { line -> Int? in
                guard line.hasPrefix("\(name) ") || line.hasPrefix("\(name):") else { return nil }
                return Int(line.dropFirst(name.count + 1).prefix { $0.isNumber })
            }.reduce(0, +)
        }
    }
}

@Suite struct DatagramTests {
    @Test func `lines are packed whole, and one that fits nowhere is left out`() {
        let line = { (count: Int) in [UInt8](repeating: 97, count: count - 1) + [10] }
        let sizes = { (batch: [UInt8]) in SocketSender.datagrams(batch).map(\.count) }
        #expect(sizes([]) == [])
        #expect(sizes(line(5)) == [5])
        #expect(sizes(line(1_432)) == [1_432])
        #expect(sizes(line(1_000) + line(432) + line(1)) == [1_432, 1])
        #expect(sizes(line(1_000) + line(433)) == [1_000, 433])
        #expect(sizes(line(10) + line(1_433) + line(20)) == [10, 20])
        #expect(sizes([97, 98]) == [2])
    }
}

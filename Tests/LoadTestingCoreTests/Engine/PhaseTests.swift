import CLoadTesting
import Foundation
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Phases of exchanges, on real sockets.
    @Suite(.timeLimit(.minutes(1))) struct Phases {
        /// The sums of all phases and of the service times, both exact, in nanoseconds.
        private func sums(_ label: LabelSnapshot) -> (phases: Double, service: Double) {
            let phases = label.phases
            let all = [
                phases.lookup, phases.connect, phases.tls, phases.send, phases.wait,
                phases.receive,
            ]
            return (
                phases: all.reduce(0) { $0 + $1.sumNanoseconds },
                service: label.okService.sumNanoseconds
            )
        }

        /// Three answers, each 30 ms late and with a body 60 ms behind its head.
        @Test func waitAndReceiveAreTheServersPauses() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(30))
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
                connection.pause(.milliseconds(60))
                connection.send("ok")
            }
            let all = try await measure(server.url, loops: 3) { HTTPGet("/") }.all
            let phases = all.phases
            let wait = try #require(phases.wait.minimum)
            let receive = try #require(phases.receive.minimum)
            #expect(wait >= .milliseconds(30) && wait < .milliseconds(55))
            #expect(receive < .milliseconds(90))
            // Where a busy machine lets a head be seen late, its wait has what is missing here.
            #expect(try #require(phases.receive.maximum) >= .milliseconds(60))
            #expect(phases.wait.sumNanoseconds + phases.receive.sumNanoseconds >= 270_000_000)
            #expect(phases.wait.count == 3 && phases.send.count == 3 && phases.receive.count == 3)
            #expect(phases.lookup.count == 1 && phases.connect.count == 1 && phases.tls.count == 0)
            let (sum, service) = sums(all)
            #expect(abs(sum - service) < 50_000)
            #expect(all.okExchange.count == 3 && all.okNewConnections.count == 1)
            let slowest = try #require(all.okNewConnections.maximum)
            #expect(slowest <= all.okResponse.maximum ?? .zero)
            #expect(all.okExchange.sumNanoseconds < service)
        }

        @Test func phasesOfRedirectsAddUpOverAllRounds() async throws {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(20))
                if request.target == "/to" { return _ = connection.reply() }
                connection.reply("302 Found", headers: ["Location: /to", "Connection: close"])
                connection.close()
            }
            let all = try await measure(server.url) {
                HTTPGet("/from").redirects(.sameOrigin)
            }.all
            #expect(server.connectionCount == 2 && all.succeeded == 1)
            let (sum, service) = sums(all)
            #expect(abs(sum - service) < 50_000)
            #expect(try #require(all.phases.wait.minimum) >= .milliseconds(40))
        }

        /// More than all buffers hold, to a server that reads 80 ms late.
        @Test func aLongBodyIsSentUntilItsLastByte() async throws {
            let server = try ScriptedServer(greet: { $0.pause(.milliseconds(80)) }) {
                _, connection in
                connection.pause(.milliseconds(30))
                connection.reply()
            }
            let all = try await measure(server.url) {
                HTTPPost("/", body: .bytes([UInt8](repeating: 120, count: 24_000_000)))
            }.all
            #expect(all.succeeded == 1)
            #expect(try #require(all.phases.send.minimum) >= .milliseconds(80))
            #expect(try #require(all.phases.wait.minimum) >= .milliseconds(25))
            let (sum, service) = sums(all)
            #expect(abs(sum - service) < 50_000)
        }

        @Test func progressIsToldForLongBodiesOnly() throws {
            let server = try ScriptedServer()
            let long = String(repeating: "x", count: 20_000)
            let driver = try ExchangeDriver(
                [.made("POST", to: server, body: "short"), .made("POST", to: server, body: long)],
                to: server, transport: .general)
            let slot = driver.open()
            for (request, isTold) in [(Int32(0), false), (1, true), (1, true), (0, false)] {
                #expect(try driver.run(request, on: slot).isPlainSuccess)
                #expect(driver.transport[slot.number].pointee.tellsProgress == isTold)
                // Nothing is counted twice.
                #expect(driver.end(of: slot).received == 40)
            }
        }

        @Test func aFreezeOfTheServerIsTheLongestSilence() async throws {
            let begin = ContinuousClock.now
            let server = try ScriptedServer { _, connection in
                let now = ContinuousClock.now - begin
                if now > .milliseconds(1_200), now < .milliseconds(1_700) {
                    connection.pause(.milliseconds(1_700) - now)
                }
                connection.reply()
            }
            let result = try await measure(
                LoadTest("freeze", target: server.url) {
                    ThreadGroup(users: 5, duration: .milliseconds(2_200)) {
                        HTTPGet("/")
                        Pause(.milliseconds(5))
                    }
                })
            let stalls = result.snapshot.intervals.map(\.stalls)
            let longest = try #require(
                stalls.joined().max { $0.nanoseconds < $1.nanoseconds })
            #expect(longest.nanoseconds > 400_000_000 && longest.nanoseconds < 700_000_000)
            #expect(longest.waiting == 5)
            // It ends in the second after 1.
            #expect(stalls[1].contains(longest))
            #expect(stalls[0].allSatisfy { $0.nanoseconds < 300_000_000 })
        }
    }
}

import LoadTesting
import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// Every fault of a server gives exactly its class, and none stops the users.
    @Suite(.timeLimit(.minutes(1))) struct Faults {
        @Test(arguments: Fault.immediate)
        func isCountedAsItsClass(_ fault: Fault) async throws {
            let server = try ScriptedServer(greet: fault.greet, fault.handle)
            let result = try await measure(server.url, loops: 3) {
                HTTPGet("/", timeout: fault.timeout)
            }
            #expect(result.requests == 3)
            #expect(result.errorsByCause == (fault.cause.map { [$0: 3] } ?? [:]))
            #expect(result.all.succeeded == (fault.cause == nil ? 3 : 0))
            #expect(result.failedExamples.allSatisfy { $0.cause == fault.cause })
        }

        @Test(arguments: Fault.stalling)
        func timesOutAtItsDeadline(_ fault: Fault) async throws {
            let server = try ScriptedServer(greet: fault.greet, fault.handle)
            let result = try await measure(server.url, loops: 2) {
                HTTPGet("/", timeout: fault.timeout)
            }
            #expect(result.errorsByCause == fault.cause.map { [$0: 2] })
            let times = result.all.failedService
            #expect(try #require(times.minimum) >= fault.timeout)
            #expect(try #require(times.maximum) < fault.timeout + .milliseconds(300))
        }

        @Test func refusedConnectionIsNoSuccess() async throws {
            let server = try ScriptedServer()
            server.stop()
            // A process that another test starts at this moment may hold the port for a moment.
            #expect(await eventually { !accepts(server.port) })
            let result = try await measure(server.url, loops: 5) { HTTPGet("/") }
            #expect(result.requests == 5)
            #expect(result.errorsByCause == [.connect: 5])
            #expect(result[.p50] == nil)
            #expect(result.all.okService.count == 0)
        }

        /// A broken reply must not spoil the one after it.
        @Test func everyOtherReplyIsBroken() async throws {
            for fault in Fault.immediate where fault.cause != .reset {
                let server = try ScriptedServer { request, connection in
                    if request.target == "/bad" {
                        fault.handle(request, connection)
                    } else {
                        connection.reply(body: "sound")
                    }
                }
                let result = try await measure(server.url, loops: 2) {
                    HTTPGet("/bad", timeout: .milliseconds(400))
                    HTTPGet("/good", timeout: .seconds(5))
                }
                #expect(result.errors(of: "GET /good") == 0, "\(fault.name)")
                #expect(result.requests(of: "GET /good") == 2, "\(fault.name)")
            }
        }
    }
}

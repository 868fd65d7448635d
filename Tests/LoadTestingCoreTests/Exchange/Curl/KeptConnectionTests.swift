import CLoadTesting
import Dispatch
import Foundation
import LoadTesting
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// A connection that was kept may be dead when it is wanted again.
    @Suite(.timeLimit(.minutes(1))) struct KeptConnections {
        /// The server hangs up while nobody asks anything of it.
        @Test(arguments: ["GET", "POST"])
        func endOfAnIdleConnectionIsNoError(_ method: String) async throws {
            let server = try ScriptedServer(greet: { $0.idleLimit = .milliseconds(30) })
            let result = try await measure(server.url, loops: 4) {
                HTTPSampler(method: method, "/")
                Pause(.milliseconds(120))
            }
            #expect(result.errors == 0)
            #expect(result.requests == 4)
            #expect(server.requests.count == 4)
            #expect(server.connectionCount == 4)
            #expect(result.health.idleClosed == 4)
            #expect(result.all.resent == 0)
        }

        /// One of a user's two connections ends, and the other one continues: libcurl checks the
        /// first alone, and keeps the second for a while.
        @Test func anIdleConnectionEndsOnce() async throws {
            let stays = Atomic(false)
            let hasEnded = Atomic(false)
            let server = try ScriptedServer { request, connection in
                // For half a minute at most, and no longer than the server is there.
                func wait(for sign: borrowing Atomic<Bool>) {
                    for _ in 0..<30_000 where !sign.load(ordering: .acquiring) {
                        connection.pause(.milliseconds(1))
                    }
                }
                switch request.target {
                case "/stays":
                    stays.store(true, ordering: .releasing)
                    wait(for: hasEnded)
                    connection.reply()
                case "/ends":
                    wait(for: stays)
                    connection.reply()
                    connection.close()
                    hasEnded.store(true, ordering: .releasing)
                default: connection.reply()
                }
            }
            let result = try await measure(server.url) {
                Scenario("two at once") { user in
                    async let stays = user.get("/stays")
                    async let ends = user.get("/ends")
                    _ = try await (stays, ends)
                    for _ in 0..<20 { try await user.get("/") }
                }
            }
            #expect(result.errors == 0 && result.requests == 22)
            #expect(result.all.openedConnections == 2)
            #expect(result.health.idleClosed <= 1)
        }

        @Test func connectionCloseOpensANewOneEachTime() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(headers: ["Connection: close"])
                connection.close()
            }
            let result = try await measure(server.url, loops: 5) { HTTPPost("/", body: "x") }
            #expect(result.errors == 0)
            #expect(server.requests.count == 5)
            #expect(result.all.openedConnections == 5)
        }

        /// An answer that nobody asked for must never be taken for that of the next request.
        @Test(arguments: [Duration.zero, .milliseconds(20)])
        func unsolicitedAnswerIsThrownAway(_ delay: Duration) async throws {
            let extra = "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n"
            let server = try ScriptedServer { _, connection in
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                connection.send(delay == .zero ? answer + extra : answer)
                guard delay > .zero else { return }
                connection.pause(delay)
                connection.send(extra)
            }
            let result = try await measure(server.url, loops: 4) {
                HTTPGet("/")
                Pause(.milliseconds(100))
            }
            #expect(result.all.statuses == [200: 4])
            #expect(result.errors == 0)
            #expect(server.requests.count == 4)
        }

        /// Bytes behind an answer are counted with the request that they came behind, and the next
        /// one is sent on another connection.
        @Test func lateBytesAreNamedAndNotTheNextAnswer() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply()
                guard request.target == "/late" else { return }
                connection.pause(.milliseconds(20))
                connection.send("late bytes")
            }
            let result = try await measure(server.url, loops: 3) {
                HTTPGet("/late")
                Pause(.milliseconds(100))
                HTTPPost("/next", body: "x")
            }
            #expect(result.errors == 0)
            #expect(result.requests == 6 && server.requests.count == 6)
            #expect(result.health.strayBytes == ["GET /late": 3])
            let remark =
                "3 kept connections brought bytes that nobody had asked for and were closed: they"
                + " came behind answers to GET /late 3"
            #expect(result.description.contains(remark))
        }

        /// The loop has not polled the socket since the bytes came.
        @Test func lateBytesAreFoundRightBeforeTheNextRequest() async throws {
            // After the answer was handled, however long that takes.
            let answered = DispatchSemaphore(value: 0)
            let server = try ScriptedServer { request, connection in
                connection.reply()
                guard request.target == "/late" else { return }
                _ = answered.wait(timeout: .now() + 20)
                connection.send("late bytes")
            }
            let late = ProgramRequest.made("GET", "/late", to: server).with { $0.label = 7 }
            let driver = try ExchangeDriver(
                [late, .made("POST", "/next", to: server, body: "x")], to: server)
            let slot = driver.open()
            for _ in 0..<3 {
                #expect(try driver.run(0, on: slot).cause == nil)
                answered.signal()
                let share = try #require(driver.transport[slot.number].pointee.share?.record)
                let socket = try #require(share.pointee.open?[0])
                var byte: UInt8 = 0
                #expect(
                    await eventually {
                        recv(socket, &byte, 1, Int32(MSG_PEEK)) == 1
                    })
                #expect(try driver.run(1, on: slot).cause == nil)
                #expect(!driver.end(of: slot).wasResent && driver.end(of: slot).openedConnection)
                let received = try #require(server.requests.last)
                #expect(driver.end(of: slot).sent == Int64(received.byteCount))
            }
            #expect(server.requests.count == 6)
            let closed = driver.transport.takeCounts()
            #expect(closed.idleClosed == 3 && closed.strayLabels == [7, 7, 7])
        }

        /// No answer, on a connection that another request has used: it may be the rest of that
        /// one's.
        @Test func whatIsNoAnswerNamesTheRequestBefore() async throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/a" {
                    connection.reply()
                } else {
                    connection.send("late\r\n")
                }
            }
            let result = try await measure(server.url) {
                HTTPGet("/a")
                HTTPGet("/b")
            }
            #expect(result.errorsByCause == [.invalidResponse: 1])
            #expect(
                result.failedExamples.first?.explanation.hasSuffix(
                    "it may belong to the answer before on this connection, to GET /a") == true)
        }

        /// Status and length of each answer follow from the request, so a mix-up would be seen.
        @Test func answersBelongToTheirRequests() async throws {
            let server = try ScriptedServer { request, connection in
                let number = Int(request.target.dropFirst()) ?? 0
                if number.isMultiple(of: 3) { connection.pause(.milliseconds(2)) }
                connection.reply("\(number) Own", body: String(repeating: "b", count: number))
            }
            let numbers = [200, 404, 201, 503, 203, 410, 226]
            let result = try await measure(
                LoadTest("mix", target: server.url) {
                    ThreadGroup(users: 20, loops: 10) {
                        for number in numbers { HTTPGet("/\(number)") }
                    }
                }, loops: 2)
            #expect(result.requests == 20 * 10 * numbers.count)
            for number in numbers {
                let seen = try #require(result.snapshot.total(of: "GET /\(number)"))
                #expect(seen.statuses == [number: 200])
                let head = "HTTP/1.1 \(number) Own\r\nContent-Length: \(number)\r\n\r\n"
                #expect(seen.receivedBytes == Int64(200 * (head.utf8.count + number)))
            }
            #expect(server.connectionCount == 20)
        }
    }
}

import Foundation
import Testing

@testable import LoadTestingCore

/// Servers that run already.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerAttachTests {
    @Test func aProcessIsWatchedAndNeverStopped() async throws {
        let running = try await PythonServer.launch(PythonServer.plain)
        let server = try Server.attach(processID: running.processID, url: running.url)
        #expect(server.processID == running.processID && server.url == running.url)
        #expect(server.port == running.port)
        #expect(server.watchProblem == nil && server.isRunning && !server.isShared)
        #expect(server.output == "" && server.logFile == nil)
        await server.stop()
        #expect(running.isRunning && server.isRunning)
        kill(running.processID, SIGKILL)
        #expect(await eventually { !server.isRunning })
        await running.stop()
        #expect(!server.isRunning)
    }

    #if os(Linux)
        @Test func thePortOfAProcessIsFound() async throws {
            let running = try await PythonServer.launch(PythonServer.plain)
            #expect(try Server.attach(processID: running.processID).url == running.url)
            await running.stop()
        }

        @Test func theProcessOfAPortIsFound() async throws {
            // The children inherit the socket: the parent is the server.
            let running = try await PythonServer.launch(
                """
                import os, socket, time
                server = socket.create_server(("127.0.0.1", {port}))
                for _ in range(3):
                    if os.fork() == 0: time.sleep(600)
                time.sleep(600)
                """)
            let server = try Server.listening(on: running.port)
            #expect(server.processID == running.processID && server.url == running.url)
            #expect(server.watchProblem == nil)
            await running.stop()
        }

        @Test func aServerOfTheTestsOwnProcessIsShared() throws {
            let (socket, port) = try Self.listen()
            defer { close(socket) }
            let server = try Server.listening(on: port)
            #expect(server.isShared && server.processID == getpid())
            #expect(try Server.attach(processID: getpid(), url: server.url).isShared)
        }

        private static func listen() throws -> (Int32, Int) {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            try #require(Foundation.listen(descriptor, 1) == 0)
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = getsockname(descriptor, $0, &length)
                }
            }
            return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
        }
    #endif

    @Test func aProcessThatDoesNotExistIsAnError() throws {
        for process in [Int32.max, 0, -1] {
            let error = #expect(throws: LoadTestError.self) {
                try Server.attach(processID: process, url: "http://127.0.0.1:1")
            }
            #expect(error?.code == .serverNotFound)
            #expect(error?.description.contains("there is no process \(process)") == true)
        }
    }

    @Test func aPortThatNobodyListensOnIsAnError() throws {
        let port = try #require(LoopbackPort.free())
        let error = #expect(throws: LoadTestError.self) { try Server.listening(on: port) }
        #expect(error?.code == .serverNotFound)
        #expect(error?.description.contains("nobody listens on port \(port)") == true)
        #expect(throws: LoadTestError.self) { try Server.listening(on: 0) }
        #expect(throws: LoadTestError.self) { try Server.listening(on: 70_000) }
    }

    @Test func aProcessWithoutAPortNeedsAURL() async throws {
        let running = try await Server.launch("sh", "-c", "echo up; sleep 60", ready: .log("up"))
        let error = #expect(throws: LoadTestError.self) {
            try Server.attach(processID: running.processID)
        }
        #expect(error?.description.contains("state which with url:") == true)
        await running.stop()
    }

    @Test func aServerInTheTestsProcessIsShared() {
        let server = Server.inProcess("https://localhost")
        #expect(server.isShared && server.isRunning && server.port == 443)
        #expect(server.processID == getpid())
        #expect(server.loadTarget.description == "https://localhost")
    }
}

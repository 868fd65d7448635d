import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// However a server ends, nothing of it is left.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerEndTests {
    private struct Failure: Error {}

    private func family(
        _ notes: ProcessNotes, isDeaf: Bool = false
    ) async throws -> Server {
        let server = try await Server.launch(
            "python3",
            arguments: ["-c", PythonServer.family, "{port}", notes.path]
                + (isDeaf ? ["deaf"] : []), ready: .http("/"))
        #expect(await notes.have(PythonServer.familySize))
        #expect(notes.alive.count == PythonServer.familySize)
        return server
    }

    @Test func stopEndsTheWholeTree() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        let start = ContinuousClock.now
        await server.stop(grace: .seconds(60))
        #expect(notes.alive.isEmpty)
        #expect(ContinuousClock.now - start < .seconds(40), "all of it has listened to SIGTERM")
        #expect(server.exit == .signal(SIGTERM))
        #expect(!server.isRunning)
    }

    @Test func whoIgnoresSIGTERMIsKilledAfterTheGrace() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes, isDeaf: true)
        let start = ContinuousClock.now
        await server.stop(grace: .milliseconds(400))
        #expect(ContinuousClock.now - start >= .milliseconds(400))
        #expect(notes.alive.isEmpty)
        #expect(server.exit == .signal(SIGKILL))
    }

    @Test func aGraceOfZeroKillsAtOnce() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        await server.stop(grace: .zero)
        #expect(notes.alive.isEmpty)
        #expect(server.exit == .signal(SIGKILL))
    }

    @Test func stopMayBeCalledByManyAndAgain() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        await withTaskGroup { group in
            for _ in 0..<5 { group.addTask { await server.stop() } }
        }
        #expect(notes.alive.isEmpty)
        await server.stop()
    }

    @Test func aSecondStopHastensTheFirst() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes, isDeaf: true)
        async let slow: Void = server.stop(grace: .seconds(600))
        try await Task.sleep(for: .milliseconds(50))
        await server.stop(grace: .zero)
        await slow
        #expect(notes.alive.isEmpty)
    }

    @Test func theLastReferenceEndsTheTree() async throws {
        let notes = ProcessNotes()
        var server: Server? = try await family(notes)
        var target = server?.loadTarget
        server = nil
        #expect(notes.alive.count == PythonServer.familySize, "a target keeps its server")
        target = nil
        #expect(target == nil && notes.alive.isEmpty)
    }

    @Test func stopInACancelledTaskEndsTheTree() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await server.stop()
            return notes.alive
        }
        task.cancel()
        #expect(await task.value == [])
    }

    @Test func aThrowEndsTheServer() async throws {
        let notes = ProcessNotes()
        await #expect(throws: Failure.self) {
            try await withServer(family(notes)) { _ in throw Failure() }
        }
        #expect(notes.alive.isEmpty)
    }

    @Test func theScopedFormLaunchesAndStops() async throws {
        let notes = ProcessNotes()
        let process = try await withServer(
            "python3", "-c", PythonServer.family, "{port}", notes.path, ready: .http("/")
        ) { server in
            #expect(server.isRunning)
            #expect(await notes.have(PythonServer.familySize))
            return server.processID
        }
        #expect(notes.processes.contains(process) && notes.alive.isEmpty)
    }

    @Test(arguments: [0, 20, 100, 400, 800]) func cancellationOfALaunchLeavesNothing(
        milliseconds: Int
    ) async throws {
        let notes = ProcessNotes()
        let launch = Task {
            // It never becomes ready.
            try await Server.launch(
                "python3", "-c", PythonServer.family, "{port}", notes.path, ready: .log("never"))
        }
        try await Task.sleep(for: .milliseconds(milliseconds))
        launch.cancel()
        await #expect(throws: CancellationError.self) { try await launch.value }
        #expect(notes.alive.isEmpty)
    }

    @Test func aLaunchThatFailsLeavesNothing() async throws {
        let notes = ProcessNotes()
        await #expect(throws: LoadTestError.self) {
            try await Server.launch(
                "python3", "-c", PythonServer.family, "{port}", notes.path, "deaf",
                ready: .http("/", status: 999...), within: .seconds(1))
        }
        #expect(notes.alive.isEmpty)
    }

    @Test func anEndOfItsOwnIsKnown() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        #expect(server.exit == nil)
        kill(server.processID, SIGABRT)
        #expect(await eventually(within: .seconds(10)) { server.exit != nil })
        #expect(server.exit == .signal(SIGABRT))
        #expect(server.exit?.description == "was ended by signal 6 (SIGABRT)")
        #expect(!server.isRunning)
        #expect(kill(server.processID, 0) == 0, "a zombie keeps its identifier")
        await server.stop()
        #expect(notes.alive.isEmpty, "its children are ended with it")
        #expect(server.exit == .signal(SIGABRT))
    }

    @Test func anExitCodeIsKnown() async throws {
        let path = NSTemporaryDirectory() + "end-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try await PythonServer.launch(
            "import threading, sys, os, time\n"
                + "def end():\n    while not os.path.exists(sys.argv[2]): time.sleep(0.01)\n"
                + "    os._exit(7)\n"
                + "threading.Thread(target=end).start()\n" + PythonServer.plain, path)
        #expect(server.exit == nil)
        try Data().write(to: URL(filePath: path))
        #expect(await eventually(within: .seconds(10)) { server.exit == .code(7) })
        await server.stop()
    }

    @Test func aStoppedProcessIsEnded() async throws {
        let notes = ProcessNotes()
        let server = try await family(notes)
        kill(server.processID, SIGSTOP)
        await server.stop(grace: .milliseconds(100))
        #expect(notes.alive.isEmpty)
    }

    #if os(Linux)
        /// The supervisor is a process like any other: anything may kill it.
        @Test func theServerDoesNotOutliveItsSupervisor() async throws {
            let server = try await PythonServer.launch(PythonServer.plain)
            let supervisor = try #require(ProcessTable.current().parents[server.processID])
            #expect(ProcessTable.name(of: supervisor) == "supervisor")
            kill(supervisor, SIGKILL)
            #expect(await eventually(within: .seconds(10)) { !server.isRunning })
            #expect(await eventually(within: .seconds(10)) { kill(server.processID, 0) != 0 })
            await server.stop()
        }

        /// It would be held twice as soon as the test writes to it.
        @Test func theSupervisorHoldsNoCopyOfTheTestsMemory() async throws {
            var memory = [UInt8](repeating: 1, count: 100 << 20)
            let server = try await PythonServer.launch(PythonServer.plain)
            let supervisor = try #require(server.supervisor)
            for page in stride(from: 0, to: memory.count, by: 4_096) { memory[page] = 2 }
            let status = try String(contentsOfFile: "/proc/\(supervisor)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon") })
            let kibibytes = try #require(
                line.split(separator: " ").dropLast().last.flatMap { Int($0) })
            #expect(kibibytes < 50 << 10, "\(line)")
            #expect(memory[4_096] == 2)
            await server.stop()
        }

        /// Orphans that end while the server runs are not heaped up as zombies.
        @Test func orphansAreReaped() async throws {
            let script = """
                import os
                for _ in range(50):
                    if os.fork() == 0:
                        if os.fork() == 0: os._exit(0)
                        os._exit(0)
                    os.wait()
                \(PythonServer.plain)
                """
            let server = try await PythonServer.launch(script)
            let supervisor = try #require(ProcessTable.current().parents[server.processID])
            #expect(
                await eventually(within: .seconds(10)) {
                    ProcessTable.current().tree(below: supervisor)
                        == [supervisor, server.processID]
                })
            await server.stop()
            #expect(ProcessTable.current().parents[supervisor] == nil, "the supervisor is reaped")
        }
    #endif
}

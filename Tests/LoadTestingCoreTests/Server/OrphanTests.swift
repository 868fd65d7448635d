import TestSupport

#if os(Linux)
    import Foundation
    import LoadTestingCore
    import Testing

    /// Tests whose process ends in whatever way leave no server behind.
    ///
    /// Linux only, where a test bundle is a program that can be run again.
    @Suite(.serialized, .timeLimit(.minutes(3))) struct OrphanTests {
        enum Death: String, CaseIterable {
            case killed, aborted, exited, trapped
        }

        @Test(arguments: Death.allCases) func nothingOutlivesTheProcess(death: Death) async throws {
            let notes = ProcessNotes()
            let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
            let child = try ChildProcess(
                tests, ["--testing-library", "swift-testing", "--filter", "TestsThatDie"],
                environment: [
                    "DIES_BY": death.rawValue, "DIES_WITH": notes.path,
                    "SWIFT_BACKTRACE": "enable=no",
                ])
            #expect(await notes.have(PythonServer.familySize), "\(child.output)")
            let (note, seen) = (notes.path + ".log", notes.path + ".seen")
            #expect(await eventually(within: .seconds(20)) { exists(note) })
            #expect(notes.alive.count == PythonServer.familySize)
            // The others die by themselves, when they see this.
            try Data().write(to: URL(filePath: seen))
            defer { try? FileManager.default.removeItem(atPath: seen) }
            if death == .killed { child.send(SIGKILL) }
            let exit = try #require(await child.exit(within: .seconds(60)))
            #expect(exit != .success || death == .exited)
            #expect(await notes.areGone())
            // Nor does the file that the server wrote to.
            let log = try String(contentsOfFile: note, encoding: .utf8)
            #expect(await eventually(within: .seconds(10)) { !exists(log) })
            try FileManager.default.removeItem(atPath: note)
        }
    }

    /// Not run alone.
    @Suite struct TestsThatDie {
        private static let environment = ProcessInfo.processInfo.environment
        private static let death = environment["DIES_BY"].flatMap(OrphanTests.Death.init)

        @Test(.enabled(if: ProcessInfo.processInfo.environment["DIES_BY"] != nil))
        func launchAndDie() async throws {
            let path = try #require(Self.environment["DIES_WITH"])
            // Nobody in it listens to SIGTERM.
            let server = try await PythonServer.launch(
                PythonServer.family, path, "deaf", ready: .http("/"))
            try #require(server.logFile).write(
                toFile: path + ".log", atomically: true, encoding: .utf8)
            // The other process has seen them all alive.
            #expect(await eventually(within: .seconds(60)) { exists(path + ".seen") })
            switch Self.death {
            case .aborted: abort()
            case .exited: exit(0)
            case .trapped: preconditionFailure("on purpose")
            case .killed, nil: try await Task.sleep(for: .seconds(600))
            }
            await server.stop()
        }
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
#endif

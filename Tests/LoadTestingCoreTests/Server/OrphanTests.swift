import TestSupport

#if os(Linux)
    import Foundation
    import LoadTestingMacrosFree
    import Testing

    @testable import LoadTestingCore

    /// Tests whose process ends in whatever way leave no server behind.
    ///
    /// Linux only, where a test bundle is a program that can be run again.
    @Suite(.serialized, .timeLimit(.minutes(3))) struct OrphanTests {
        enum Death: String, CaseIterable {
            case killed, aborted, exited, trapped
            /// Killed while an event of its plan holds the server stopped, or limits it.
            case suspending, limiting
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
            if death == .suspending { #expect(notes.alive.allSatisfy(isStopped)) }
            // The others die by themselves, when they see this.
            try Data().write(to: URL(filePath: seen))
            defer { try? FileManager.default.removeItem(atPath: seen) }
            if [.killed, .suspending, .limiting].contains(death) { child.send(SIGKILL) }
            let exit = try #require(await child.exit(within: .seconds(60)))
            #expect(exit != .success || death == .exited)
            #expect(await notes.areGone())
            // Nor does the file that the server wrote to.
            let log = try String(contentsOfFile: note, encoding: .utf8)
            #expect(await eventually(within: .seconds(10)) { !exists(log) })
            try FileManager.default.removeItem(atPath: note)
            if let group = try? String(contentsOfFile: notes.path + ".group", encoding: .utf8) {
                #expect(await eventually(within: .seconds(10)) { !exists(group) })
                try FileManager.default.removeItem(atPath: notes.path + ".group")
            }
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
            if Self.death == .suspending {
                _ = try Suspend(server).eventAction.body()
            }
            if Self.death == .limiting, ControlGroup.isPermitted {
                let limited = try LimitProcessor(server, to: 0.5).eventAction.body().processes
                #expect(limited.count >= PythonServer.familySize)
                let group = try server.processes.controlGroup().path
                #expect(exists(group))
                try group.write(toFile: path + ".group", atomically: true, encoding: .utf8)
            }
            try #require(server.logFile).write(
                toFile: path + ".log", atomically: true, encoding: .utf8)
            // The other process has seen them all alive.
            #expect(await eventually(within: .seconds(60)) { exists(path + ".seen") })
            switch Self.death {
            case .aborted: abort()
            case .exited: exit(0)
            case .trapped: preconditionFailure("on purpose")
            case .killed, .suspending, .limiting, nil: try await Task.sleep(for: .seconds(600))
            }
            await server.stop()
        }
    }

    extension ControlGroup {
        /// Whether this process may make one.
        static var isPermitted: Bool {
            guard let group = next() else { return false }
            return (try? group.check()) != nil
        }
    }

    private func isStopped(_ process: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status?.split(separator: ")").last?.hasPrefix(" T") == true
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
#endif

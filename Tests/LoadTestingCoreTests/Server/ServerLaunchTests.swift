import Foundation
import LoadTestingCore
import TestSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite(.serialized, .timeLimit(.minutes(3))) struct ServerLaunchTests {
    private func answer(of server: Server) async throws -> [String] {
        let url = try #require(URL(string: server.url))
        let (data, _) = try await URLSession.shared.data(from: url)
        return String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    }

    @Test func aServerIsReadyWhenItAnswers() async throws {
        let start = ContinuousClock.now
        let server = try await PythonServer.launch(PythonServer.late, ready: .http("/health"))
        #expect(ContinuousClock.now - start > .milliseconds(500), "a 503 is not ready")
        #expect(server.url == "http://127.0.0.1:\(server.port)")
        #expect(try await answer(of: server) == [""])
        #expect(server.isRunning && kill(server.processID, 0) == 0)
        #expect(getpgid(server.processID) == server.processID)
        let process = server.processID
        await server.stop()
        #expect(!server.isRunning && kill(process, 0) != 0 && errno == ESRCH)
        await server.stop()
    }

    @Test func theStatusThatMeansReadyCanBeStated() async throws {
        let environment = ["STATUS": "404"]
        for status in [404..<405, 400..<500] {
            let server = try await PythonServer.launch(
                PythonServer.plain, environment: environment, ready: .http("/", status: status))
            await server.stop()
        }
        _ = try await PythonServer.launch(
            PythonServer.plain, environment: environment, ready: .http("/", status: 400...))
        _ = try await PythonServer.launch(
            PythonServer.plain, environment: environment, ready: .http("/", status: ..<405))
    }

    @Test func aServerIsReadyWhenItSaysSo() async throws {
        let server = try await PythonServer.launch(
            PythonServer.talkative, ready: .log("am ready"))
        #expect(server.output == "on the way\nI am ready now\n")
        let path = try #require(server.logFile)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == server.output)
        await server.stop()
        #expect(server.output.hasPrefix("on the way"), "it can be read after the end")
    }

    @Test func theServerFindsWhatAShellWouldGiveIt() async throws {
        let folder = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
        let server = try await PythonServer.launch(
            PythonServer.curious, environment: ["EXTRA": "port {port}"], in: folder)
        let answer = try await answer(of: server)
        let port = String(server.port)
        #expect(answer.prefix(4) == [folder, port, "port \(port)", "input: "])
        await server.stop()
    }

    #if os(Linux)
        @Test func theServerInheritsNothingOfTheTest() async throws {
            let file = open("/dev/null", O_RDONLY)
            defer { close(file) }
            _ = fcntl(file, F_SETFD, 0)
            let limit = try #require(LimitOfAShell.openFiles)
            _ = DescriptorLimit.raiseAndCountFree()
            let server = try await PythonServer.launch(PythonServer.curious)
            let answer = try await answer(of: server)
            #expect(answer[4] == "more than 5: ")
            #expect(answer[5] == "0000000000000000", "no signal is blocked")
            // Python itself ignores SIGPIPE (13) and SIGXFSZ (25).
            let ignored = try #require(UInt64(answer[6], radix: 16))
            // Above 31 are those that the C library keeps to itself.
            #expect(ignored & 0x7fff_ffff == 0x0100_1000, "no other is ignored")
            #expect(answer[7] == limit, "the limit of open files is that of the test's parent")
            await server.stop()
        }
    #endif

    @Test func aPathBeginsAtTheDirectory() async throws {
        let folder = URL(filePath: NSTemporaryDirectory())
            .appending(path: "launch \(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder + "/bin", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = "#!/bin/sh\nexec python3 -m http.server $1 --bind 127.0.0.1\n"
        try script.write(toFile: folder + "/bin/serve", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/serve")
        let server = try await Server.launch(
            "bin/serve", "{port}", in: folder, ready: .http("/"))
        #expect(server.isRunning)
        await server.stop()
    }

    @Test func anExecutableOfThePackageIsFound() async throws {
        let server = try await Server.product(
            "ExampleServer", "--port", "{port}", ready: .http("/health"))
        #expect(server.description == "ExampleServer at \(server.url)")
        await server.stop()
    }

    @Test func muchOutputStopsNobody() async throws {
        let script = """
            import sys
            for number in range(100_000): print("a line of forty characters, more or less", number)
            sys.stdout.flush()
            \(PythonServer.plain)
            """
        let server = try await PythonServer.launch(script, ready: .http("/"))
        #expect(server.output.utf8.count == 1 << 20, "the last mebibyte")
        #expect(server.output.hasSuffix("less 99999\n"))
        let path = try #require(server.logFile)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect((size ?? 0) > 4_000_000)
        await server.stop()
    }

    @Test func theLogGoesWithTheLastReference() async throws {
        var server: Server? = try await PythonServer.launch(PythonServer.talkative)
        let path = try #require(server?.logFile)
        #expect(FileManager.default.fileExists(atPath: path))
        server = nil
        #expect(!FileManager.default.fileExists(atPath: path))
        let folder = (path as NSString).deletingLastPathComponent
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func manyServersHavePortsOfTheirOwn() async throws {
        let servers = try await withThrowingTaskGroup(of: Server.self) { group in
            for _ in 0..<8 { group.addTask { try await PythonServer.launch(PythonServer.plain) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(servers.map(\.port)).count == 8)
        #expect(Set(servers).count == 8)
        for server in servers { await server.stop() }
        #expect(!servers.contains { $0.isRunning })
    }

    /// Somebody else takes the chosen port before the server does.
    @Test func aLostPortIsReplaced() async throws {
        let path = NSTemporaryDirectory() + "port-\(UUID().uuidString)"
        defer {
            for end in ["", "-taken"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        let script = """
            import os, sys, time
            path = sys.argv[2]
            if not os.path.exists(path + "-taken"):
                with open(path, "w") as file: file.write(sys.argv[1] + ".")
                while not os.path.exists(path + "-taken"): time.sleep(0.01)
                sys.exit("address in use")
            \(PythonServer.plain)
            """
        let launch = Task { try await PythonServer.launch(script, path) }
        var port: Int?
        #expect(
            await eventually(within: .seconds(20)) {
                let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                port = text.hasSuffix(".") ? Int(text.dropLast()) : nil
                return port != nil
            })
        let other = try await PythonServer.launch(PythonServer.plain, port: port)
        try Data().write(to: URL(filePath: path + "-taken"))
        let server = try await launch.value
        #expect(server.port != port && server.isRunning)
        await server.stop()
        await other.stop()
    }

    @Test func aTargetBringsItsServer() async throws {
        let server = try await PythonServer.launch(PythonServer.plain)
        let target = server.loadTarget
        #expect(target == server.loadTarget && target != LoadTarget(server.url))
        #expect(target.description == server.url)
        let result = try await measure(
            LoadTest("target", target: server) { ThreadGroup(users: 2, loops: 3) { HTTPGet("/") } })
        #expect(result.requests == 6 && result.errors == 0)
        await server.stop()
    }
}

#if os(Linux)
    /// The environment of a program that this process has not started.
    private enum LimitOfAShell {
        /// The soft limit of open files of the parent, which has not raised its own.
        static var openFiles: String? {
            let text = try? String(contentsOfFile: "/proc/\(getppid())/limits", encoding: .utf8)
            let line = text?.split(separator: "\n").first { $0.hasPrefix("Max open files") }
            return line?.dropFirst(14).split(separator: " ").first.map(String.init)
        }
    }
#endif

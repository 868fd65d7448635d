import Foundation
import Testing

@testable import LoadTestingCore

@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerLaunchProblemTests {
    /// The error of a launch that must fail.
    private func problem(
        _ launch: () async throws -> Server
    ) async throws -> LoadTestError {
        do {
            await (try launch()).stop()
        } catch let error as LoadTestError {
            return error
        }
        throw CocoaError(.featureUnsupported)
    }

    /// The error of a launch that is given more and more time until the error has a text: on a busy
    /// machine Python needs seconds before it listens.
    private func problem(
        saying text: String, _ launch: (Duration) async throws -> Server
    ) async throws -> LoadTestError {
        for limit in [Duration.milliseconds(700), .seconds(3), .seconds(10)] {
            let error = try await problem { try await launch(limit) }
            if error.description.contains(text) { return error }
        }
        return try await problem { try await launch(.seconds(20)) }
    }

    @Test func anExecutableThatIsNotInThePath() async throws {
        let error = try await problem { try await .launch("no-such-server", "{port}") }
        #expect(error.code == .serverNotStarted)
        #expect(
            error.description.hasPrefix(
                "server \"no-such-server\": the executable \"no-such-server\" was not found in "
                    + "PATH ("))
        #expect(error.description.hasSuffix("): install it, or state its path"))
    }

    @Test func aPathWithoutAFileOrWithoutAProgram() async throws {
        let missing = try await problem { try await .launch("./serve", in: "/tmp") }
        #expect(
            missing.description
                == "server \"serve\": there is no file /tmp/serve: "
                + "see the path, or build it before the test")
        let text = try await problem { try await .launch("/etc/passwd") }
        #expect(text.description.contains("/etc/passwd can't be executed"))
        let folder = try await problem { try await .launch("/tmp") }
        #expect(folder.description.contains("/tmp can't be executed"))
    }

    @Test func aScriptWithoutAFirstLine() async throws {
        let path = NSTemporaryDirectory() + "script-\(UUID().uuidString)"
        try "echo hello\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: path)
        let error = try await problem { try await .launch(path) }
        #expect(error.code == .serverNotStarted)
        #expect(error.description.contains("it can't be run: "))
        #expect(error.description.hasSuffix("a script needs a first line such as #!/bin/sh"))
    }

    @Test func aDirectoryThatIsMissing() async throws {
        let error = try await problem { try await .launch("sleep", "9", in: "no/such/place") }
        #expect(error.code == .serverNotStarted)
        let current = FileManager.default.currentDirectoryPath
        #expect(
            error.description
                == "server \"sleep 9\": there is no directory \(current)/no/such/place: "
                + "in: \"no/such/place\" is looked up from \(current)")
        let file = try await problem { try await .launch("sleep", "9", in: "/etc/passwd") }
        #expect(file.description.contains("/etc/passwd is no directory"))
    }

    @Test func aServerThatExitsAtOnce() async throws {
        let script = "for i in $(seq 30); do echo line $i; done; echo password=secret >&2; exit 3"
        let error = try await problem { try await .launch("sh", "-c", script) }
        #expect(error.code == .serverNotStarted)
        let lines = error.description.split(separator: "\n")
        #expect(
            lines[0].hasPrefix("server \"sh\": it ended with exit code 3 before it was ready: "))
        #expect(lines.count == 21)
        #expect(lines[1] == "    line 12" && lines[19] == "    line 30")
        #expect(lines[20] == "    password=…")
        // It has more lines than are shown: the whole log is kept, and named.
        let place = try #require(lines[0].firstMatch(of: /\(all of them in (.*)\)/)?.output.1)
        let log = try String(contentsOfFile: String(place), encoding: .utf8)
        #expect(log.hasPrefix("line 1\n"))
        try FileManager.default.removeItem(
            atPath: (String(place) as NSString).deletingLastPathComponent)
    }

    @Test func aServerThatIsKilledAtOnce() async throws {
        let error = try await problem { try await .launch("sh", "-c", "kill -9 $$") }
        #expect(
            error.description.hasPrefix(
                "server \"sh\": it was ended by signal 9 (SIGKILL) before it was ready: "))
        #expect(error.description.hasSuffix("it has written nothing"))
    }

    @Test func aServerThatGoesIntoTheBackground() async throws {
        let notes = ProcessNotes()
        let script = "(echo $(exec sh -c 'echo $PPID') >\(notes.path); exec sleep 600) & sleep 0.2"
        let error = try await problem { try await .launch("sh", "-c", script) }
        #expect(error.description.contains("it ended with exit code 0 before it was ready"))
        #expect(error.description.contains("it left a process behind; start it in the foreground"))
        #expect(notes.processes.count == 1)
        #expect(notes.alive.isEmpty, "what it left is ended when the launch has thrown")
    }

    @Test func aPortThatIsTaken() async throws {
        let other = try await PythonServer.launch(PythonServer.plain)
        let error = try await problem {
            try await PythonServer.launch(PythonServer.plain, port: other.port)
        }
        #expect(error.code == .serverNotStarted)
        #if os(Linux)
            let owner = "python3 (\(other.processID))"
            // The name is that of the program, which may be python3.12 behind a link.
            let taken = "port \(other.port) is taken by python3"
            #expect(error.description.contains(taken), "\(error) names \(owner)")
            #expect(error.description.contains("(\(other.processID))"))
        #endif
        await other.stop()
        let again = try await PythonServer.launch(PythonServer.plain, port: other.port)
        #expect(again.port == other.port)
        await again.stop()
    }

    @Test func aServerThatNeverListens() async throws {
        let error = try await problem {
            try await .launch("sleep", "30", ready: .http("/health"), within: .milliseconds(300))
        }
        #expect(error.code == .serverNotReady)
        #expect(
            error.description.hasPrefix(
                "server \"sleep 30\": it was not ready within 300 ms: waited for GET /health, "
                    + "but nothing listened on port "))
        #expect(
            error.description.hasSuffix(
                "wait longer (within:) or for something else (ready:); it has written nothing"))
    }

    @Test func aServerThatAnswersSomethingElse() async throws {
        let text = "but the last answer was 503"
        let error = try await problem(saying: text) {
            try await PythonServer.launch(
                PythonServer.plain, environment: ["STATUS": "503"], ready: .http("/health"),
                within: $0)
        }
        #expect(error.code == .serverNotReady)
        #expect(error.description.contains(text))
    }

    @Test func aServerThatDoesNotAnswer() async throws {
        let script = "import socket, sys, time; s = socket.create_server(('127.0.0.1', {port})); "
        let connected = "but it accepted a connection on port "
        let silent = try await problem(saying: connected) {
            try await PythonServer.launch(
                script + "time.sleep(60)", ready: .http("/"), within: $0)
        }
        #expect(silent.description.contains(connected))
        let rude = try await problem(saying: "was no HTTP") {
            try await PythonServer.launch(
                // What is not read when a connection is closed resets it.
                script + "\nwhile True:\n c = s.accept()[0]\n c.recv(4096)"
                    + "\n c.sendall(b'220 mail is served here')",
                ready: .http("/"), within: $0)
        }
        #expect(rude.description.contains("was no HTTP"))
    }

    @Test func aServerThatSaysNothing() async throws {
        let error = try await problem {
            try await PythonServer.launch(
                "print('I am ready')\n" + PythonServer.plain,
                environment: ["PYTHONUNBUFFERED": ""], ready: .log("am ready"),
                within: .seconds(1))
        }
        // The line is there, but Python holds it back.
        #expect(error.description.contains("waited for a line with \"am ready\" in its output"))
        #expect(error.description.contains("it may hold its lines back"))
    }

    #if os(Linux)
        @Test func aServerThatListensElsewhere() async throws {
            let script = "import socket, time; s = socket.create_server(('127.0.0.1', 0)); "
            let error = try await problem(saying: "it listens on port") {
                try await PythonServer.launch(script + "time.sleep(60)", within: $0)
            }
            let port = try #require(
                error.description.firstMatch(of: /it listens on port (\d+): give it/)?.output.1)
            #expect(error.description.contains("give it {port}, or state port: \(port)"))
        }

        @Test func aForeignServerOnThePortDoesNotCount() async throws {
            let server = try await Server.launch(
                "sh", "-c", "echo up; exec sleep 60", ready: .log("up"))
            let foreign = try await PythonServer.launch(PythonServer.plain, ready: .http("/"))
            guard case .launched(let process) = server.origin else { return }
            for readiness in [ServerReadiness.http("/"), .listening] {
                var watch = ReadinessWatch(
                    for: readiness, port: foreign.port, root: process.keeper)
                var isReady = false
                let expected = "port \(foreign.port) was served by python3"
                #expect(
                    await eventually(within: .seconds(10)) {
                        isReady = isReady || watch.isReady(log: process.log)
                        return watch.seen?.hasPrefix(expected) ?? false
                    })
                #expect(watch.seen?.hasSuffix(" (\(foreign.processID))") == true)
                #expect(!isReady)
            }
            await foreign.stop()
            await server.stop()
        }
    #endif

    @Test func settingsThatMeanNothing() async throws {
        typealias Launch = @Sendable () async throws -> Server
        let launches: [(String, Launch)] = [
            ("port 0 is none", { try await .launch("sleep", "9", port: 0) }),
            ("port 65536 is none", { try await .launch("sleep", "9", port: 65_536) }),
            ("within: is 0 ms", { try await .launch("sleep", "9", within: .zero) }),
            (
                "the path \"health\" is no path",
                { try await .launch("sleep", ready: .http("health")) }
            ),
            ("the path \"/a b\" is no path", { try await .launch("sleep", ready: .http("/a b")) }),
            (
                "no status can be 200..<200",
                { try await .launch("sleep", ready: .http("/", status: 200..<200)) }
            ),
            ("the text of .log is empty", { try await .launch("sleep", ready: .log("")) }),
            ("is more than one line", { try await .launch("sleep", ready: .log("a\nb")) }),
            ("contains a zero byte", { try await .launch("sleep", "a\0b") }),
            ("there is no executable /", { try await .product("NoSuchProduct") }),
            ("there is no executable /", { try await .product("../bin/sh") }),
        ]
        for (text, launch) in launches {
            let error = try await problem(launch)
            #expect(error.code == .serverNotStarted)
            #expect(error.description.contains(text), "\(error)")
        }
    }

    @Test func aMissingProductNamesTheRemedy() async throws {
        let error = try await problem { try await .product("NoSuchProduct", "{port}") }
        #expect(error.description.hasPrefix("server \"NoSuchProduct\": there is no executable /"))
        #expect(
            error.description.hasSuffix(
                "make the test target depend on the executable target \"NoSuchProduct\", "
                    + "so that it is built"))
    }
}

import Foundation
import LoadTestingCore

/// Load tests in a process of their own: `Tool MODE TARGET`.
@main enum Tool {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { fatalError("Tool MODE TARGET") }
        let target = arguments[2]
        switch arguments[1] {
        case "short": try await short(target)
        case "long": try await long(target)
        case "brief": try await brief(target)
        case "endless": try await endless(target)
        case "repeated": try await repeated(target)
        case "handled": try await handled(target)
        case "talkative": try await talkative(target)
        case "lock": try await lock(target)
        case "stubborn": try await stubborn(target)
        case "few-descriptors": try await withFewDescriptors(target)
        case "stolen-descriptors": try await withStolenDescriptors(target)
        case "hold": hold(target)
        case "relay": try relay(target)
        case "relay-without-process": try relayWithoutProcess(target)
        default: fatalError("no mode \(arguments[1])")
        }
    }

    /// 50 users, 20 requests each.
    private static func short(_ target: String) async throws {
        let plan = LoadTest("short", target: target) {
            ThreadGroup(users: 50, loops: 20) { HTTPGet("/health") }
            expect(requestCount >= 1_000, errorRate < .percent(1))
        }
        let result = try await LoadTestRunner(plan).result()
        say("verdict \(result.verdict.rawValue), \(result.requests) requests")
    }

    /// Waits for SIGINT in its second run, then shows that the next load test refuses.
    private static func long(_ target: String) async throws {
        _ = try await LoadTestRunner(
            LoadTest("first", target: target) { ThreadGroup(users: 1) { HTTPGet("/health") } }
        ).result()
        let plan = LoadTest("long", target: target) {
            ThreadGroup(users: 5, duration: .seconds(50)) {
                HTTPGet("/health")
                Pause(.milliseconds(10))
            }
        }
        let result = try await LoadTestRunner(plan).result()
        say("verdict \(result.verdict.rawValue), aborted \(result.wasAborted)")
        do {
            _ = try await LoadTestRunner(plan).result()
        } catch {
            say("refused: \(error.code)")
        }
    }

    private static func plan(_ name: String, _ target: String, seconds: Int = 50) -> LoadTest {
        LoadTest(name, target: target) {
            ThreadGroup(users: 5, duration: .seconds(seconds)) {
                HTTPGet("/health")
                Pause(.milliseconds(10))
            }
        }
    }

    /// Long enough for a bar.
    private static func brief(_ target: String) async throws {
        let result = try await LoadTestRunner(plan("brief", target, seconds: 2)).result()
        say("verdict \(result.verdict.rawValue)")
    }

    /// Is interrupted, says how it ended, and does not end on its own.
    private static func endless(_ target: String) async throws {
        let result = try await LoadTestRunner(plan("endless", target)).result()
        say("verdict \(result.verdict.rawValue), aborted \(result.wasAborted)")
        // The signal that comes again after the run has to end it, long before.
        try await Task.sleep(for: .seconds(50))
    }

    /// Is interrupted in the tear-down of the first of two runs.
    private static func repeated(_ target: String) async throws {
        let plan = LoadTest("repeated", target: target) {
            ThreadGroup(users: 1, loops: 30) { HTTPGet("/health") }
            TearDown { HTTPGet("/end") }
        }
        let result = try await LoadTestRunner(plan).result(repeats: 2)
        say("verdict \(result.verdict.rawValue), \(result.requests) requests")
    }

    /// Has a handler of its own, which hears of the signal once the run is over.
    private static func handled(_ target: String) async throws {
        signal(SIGTERM) { _ in
            Tool.say("handled by the host")
            exit(7)
        }
        signal(SIGPIPE) { _ in Tool.say("a broken pipe") }
        try await endless(target)
    }

    /// Writes to a standard error, and in the run to a pipe, that nobody reads.
    private static func talkative(_ target: String) async throws {
        let broken = Pipe()
        try broken.fileHandleForReading.close()
        let writing = Task.detached {
            for _ in 0..<20 {
                try await Task.sleep(for: .milliseconds(50))
                _ = write(broken.fileHandleForWriting.fileDescriptor, "x", 1)
            }
        }
        let result = try await LoadTestRunner(plan("talkative", target, seconds: 2)).result()
        _ = try? await writing.value
        say("verdict \(result.verdict.rawValue)")
        // Behind the run it is as it was: a broken pipe ends the process.
        _ = write(broken.fileHandleForWriting.fileDescriptor, "x", 1)
        say("alive")
    }

    /// Locks a file and writes something of its own into it.
    private static func lock(_ path: String) async throws {
        let file = open(path, O_RDWR | O_CREAT, 0o644)
        guard file >= 0, flock(file, LOCK_EX) == 0 else { fatalError("no lock on \(path)") }
        let line =
            "process \(getpid()), \u{1b}[2J\u{1b}]0;title\u{7}"
            + String(repeating: "x", count: 5_000)
        write(file, line, line.utf8.count)
        say("held")
        while readLine() != nil {}
    }

    /// Is inside a run and stays there when a first SIGINT arrives.
    private static func stubborn(_ target: String) async throws {
        let plan = LoadTest("stubborn", target: target) {
            ThreadGroup(users: 5, duration: .seconds(50)) {
                HTTPGet("/health")
                Pause(.milliseconds(10))
            }
        }
        let run = Task { try await LoadTestRunner(plan, showsProgress: false).result() }
        try await Task.sleep(for: .milliseconds(300))
        // The end of the run needs a thread of this pool.
        for _ in 0..<64 {
            Task.detached {
                say("blocked")
                sleep(50)
            }
        }
        _ = try await run.value
    }

    private static func withFewDescriptors(_ target: String) async throws {
        limitDescriptors(to: 100)
        let plan = LoadTest("few", target: target) { ThreadGroup(users: 60) { HTTPGet("/health") } }
        do {
            _ = try await LoadTestRunner(plan).result()
        } catch {
            say("refused: \(error.code)\n\(error)")
        }
    }

    /// Somebody else opens files while the run is under way.
    private static func withStolenDescriptors(_ target: String) async throws {
        limitDescriptors(to: 200)
        let plan = LoadTest("stolen", target: target) {
            ThreadGroup(users: 40, rampUp: .seconds(1), loops: 50) {
                HTTPGet("/health")
                Pause(.milliseconds(20))
            }
            expect(errorRate < .percent(1))
        }
        let thief = Task.detached {
            try await Task.sleep(for: .milliseconds(500))
            while open("/dev/null", O_RDONLY) >= 0 {}
        }
        let result = try await LoadTestRunner(plan).result()
        try await thief.value
        say("verdict \(result.verdict.rawValue), errors \(result.errors)")
        say("generator \(result.health.failures.map { "\($0.key)" })")
        say("\(result.findings.last?.message ?? "")")
    }

    /// Holds the lock of the machine until its standard input ends.
    private static func hold(_ path: String) {
        let file = open(path, O_RDWR | O_CREAT, 0o666)
        guard file >= 0, flock(file, LOCK_EX) == 0 else { fatalError("no lock on \(path)") }
        say("held")
        while readLine() != nil {}
    }

    /// Says which process relays to the target, and continues until its standard input ends.
    private static func relay(_ target: String) throws {
        let relay = try Network(latency: .milliseconds(5)).relay(to: target)
        say("\(relay.processID)")
        while readLine() != nil {}
    }

    /// Asks for a relay where the system has no process left, and checks whether another process of
    /// the user is alive afterwards.
    private static func relayWithoutProcess(_ target: String) throws {
        // The limit does not count for root; nobody else should lose processes by this.
        if getuid() == 0 { setuid(61_234) }
        let other = Process()
        let (question, answer) = (Pipe(), Pipe())
        other.executableURL = URL(fileURLWithPath: "/bin/cat")
        other.standardInput = question
        other.standardOutput = answer
        try other.run()
        // Who asks one that is gone must not die of it.
        signal(SIGPIPE, SIG_IGN)
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(processes, &limit)
        do {
            _ = try Network(latency: .milliseconds(5)).relay(to: target)
        } catch {
            say("refused: \(error)")
        }
        try? question.fileHandleForWriting.write(contentsOf: Data("alive".utf8))
        let heard = String(decoding: answer.fileHandleForReading.availableData, as: UTF8.self)
        say("the other is \(heard.isEmpty ? "gone" : heard)")
    }

    #if canImport(Darwin)
        private static let (openFiles, processes) = (RLIMIT_NOFILE, RLIMIT_NPROC)
    #else
        private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        private static let processes = __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
    #endif

    private static func limitDescriptors(to count: UInt64) {
        var limit = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
        setrlimit(openFiles, &limit)
    }

    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }
}

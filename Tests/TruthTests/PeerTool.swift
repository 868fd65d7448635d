import Foundation

/// Another load tester: how it is started for ten seconds, and where its figures are.
struct PeerTool: Sendable {
    /// The latencies that it reports, in seconds.
    struct Figures {
        var requests: String
        var p95: Double?
        var p99: Double?
        var max: Double?
    }

    let name: String
    let load: String
    let command: String
    let arguments: @Sendable (_ url: String) -> [String]
    let read: @Sendable (_ output: String) -> Figures

    static let all = [wrk, ab, hey, siege, httperf]

    static let wrk = PeerTool(
        name: "wrk", load: "10 connections", command: "wrk",
        arguments: { ["-t1", "-c10", "-d10s", "--latency", $0] },
        read: {
            Figures(
                requests: find(#"(\d+) requests in"#, in: $0), p95: nil,
                p99: seconds(#"99%\s+([\d.]+)(us|ms|s)"#, in: $0),
                max: seconds(#"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)"#, in: $0))
        })

    static let ab = PeerTool(
        name: "ab", load: "10 connections", command: "ab",
        arguments: { ["-k", "-q", "-c10", "-t10", "-n10000000", $0 + "/"] },
        read: {
            Figures(
                requests: find(#"Complete requests:\s+(\d+)"#, in: $0),
                p95: seconds(#"95%\s+(\d+)()"#, in: $0), p99: seconds(#"99%\s+(\d+)()"#, in: $0),
                max: seconds(#"100%\s+(\d+)()"#, in: $0))
        })

    static let hey = PeerTool(
        name: "hey", load: "20 workers, 10/s each", command: "hey",
        arguments: { ["-z", "10s", "-c", "20", "-q", "10", $0] },
        read: {
            Figures(
                requests: find(#"\[200\]\s+(\d+) responses"#, in: $0),
                p95: seconds(#"95% in ([\d.]+) (secs)"#, in: $0),
                p99: seconds(#"99% in ([\d.]+) (secs)"#, in: $0),
                max: seconds(#"Slowest:\s+([\d.]+) (secs)"#, in: $0))
        })

    static let siege = PeerTool(
        name: "siege", load: "10 users", command: "siege",
        arguments: { ["-b", "-c10", "-t10S", $0] },
        read: {
            Figures(
                requests: find(#"(?i)"?transactions"?:\s+(\d+)"#, in: $0), p95: nil, p99: nil,
                max: seconds(#"(?i)"?longest[_ ]transaction"?:\s+([\d.]+)()"#, in: $0, unit: 1))
        })

    static let httperf = PeerTool(
        name: "httperf", load: "200 connections/s", command: "httperf",
        arguments: { url in
            let port = url.split(separator: ":").last.map(String.init) ?? ""
            return [
                "--hog", "--server", "127.0.0.1", "--port", port, "--rate", "200", "--num-conns",
                "2000",
            ]
        },
        read: {
            Figures(
                requests: find(#"requests (\d+) replies"#, in: $0), p95: nil, p99: nil,
                max: seconds(#"Connection time.*max ([\d.]+)()"#, in: $0))
        })

    private static func find(_ pattern: String, in text: String) -> String {
        guard let match = try? Regex(pattern).firstMatch(in: text), match.count > 1 else {
            return "—"
        }
        return match[1].substring.map(String.init) ?? "—"
    }

    /// A number with its unit behind it; without a unit it is in `unit` seconds.
    private static func seconds(
        _ pattern: String, in text: String, unit: Double = 0.001
    ) -> Double? {
        guard let match = try? Regex(pattern).firstMatch(in: text), match.count > 2,
            let value = match[1].substring.flatMap({ Double($0) })
        else { return nil }
        let units = ["us": 1e-6, "ms": 1e-3, "s": 1, "secs": 1]
        return value * (units[match[2].substring.map(String.init) ?? ""] ?? unit)
    }

    /// Starts the tool and returns all that it says; nil when it is not installed.
    func run(against url: String) throws -> String? {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = directories.map { "\($0)/\(command)" }
        guard let path = paths.first(where: FileManager.default.isExecutableFile) else {
            return nil
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments(url)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}

import Foundation
import Testing

/// Sums over a tree of processes, as Python's psutil reads them.
struct IndependentReader: Decodable {
    var cpu: Double
    var memory: Double
    var files: Int
    var threads: Int
    var established: Int
    var children: Int

    private static let script = """
        import json, psutil, sys
        root = psutil.Process(int(sys.argv[1]))
        tree = [root] + root.children(recursive=True)
        print(json.dumps({
            "cpu": sum(sum(p.cpu_times()[:2]) for p in tree),
            "memory": sum(p.memory_info().rss for p in tree),
            "files": sum(p.num_fds() for p in tree),
            "threads": sum(p.num_threads() for p in tree),
            "established": sum(len([c for c in p.net_connections("tcp")
                if c.status == "ESTABLISHED"]) for p in tree),
            "children": len(tree) - 1,
        }))
        """

    /// The Python that has psutil; needed where `CI` is set.
    private static let python = ProcessInfo.processInfo.environment["FASTAPI_PYTHON"]

    /// Whether tests can ask it: where its Python is missing they are skipped, but never in CI.
    static let isWanted = python != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// Asks psutil.
    static func read(_ process: Int32) throws -> IndependentReader {
        let python = try #require(python, "CI needs it: Scripts/test installs it")
        return try JSONDecoder().decode(
            IndependentReader.self, from: output(of: python, ["-c", script, "\(process)"]))
    }

    /// A column of `ps` for one process, without its heading.
    static func ps(_ column: String, of process: Int32) throws -> Double? {
        let text = try output(of: "/usr/bin/env", ["ps", "-o", "\(column)=", "-p", "\(process)"])
        return Double(
            String(decoding: text, as: UTF8.self).trimmingCharacters(
                in: .whitespaces
                    .union(.newlines)))
    }

    private static func output(of program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}

import Foundation
import LoadTestingMacrosFree

/// The command line of a server in a test.
struct ServerCommand: Sendable {
    var executable: String
    var arguments: [String]
    var directory: String?
    var environment: [String: String]

    /// The name of the server in messages and reports, such as `python3 server.py`: program and
    /// script, never a value that may be a secret.
    var name: String {
        let words = arguments.first == "-m" ? arguments.dropFirst() : arguments[...]
        let script = words.first.flatMap { $0.hasPrefix("-") || $0.contains("{port}") ? nil : $0 }
        return ([executable] + [script].compactMap(\.self)).map {
            ($0 as NSString).lastPathComponent.printable
        }.joined(separator: " ")
    }

    /// The command with everything looked up that the system would refuse without a reason.
    ///
    /// - Parameter port: the value of `{port}` and of the variable `PORT`.
    func prepared(port: Int) throws(LoadTestError) -> PreparedCommand {
        let folder = try existingDirectory()
        let own = ProcessInfo.processInfo.environment
        let variables = own.merging(["PORT": String(port)]) { $1 }
            .merging(environment.mapValues { Self.fill($0, port) }) { $1 }
        try checkTexts()
        return PreparedCommand(
            path: try existingExecutable(in: folder, path: variables["PATH"] ?? "/usr/bin:/bin"),
            arguments: [executable] + arguments.map { Self.fill($0, port) },
            environment: variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
            directory: folder)
    }

    private static func fill(_ text: String, _ port: Int) -> String {
        text.replacingOccurrences(of: "{port}", with: String(port))
    }

    /// The system ends each text at its first zero.
    private func checkTexts() throws(LoadTestError) {
        let texts = [executable] + arguments + environment.flatMap { [$0.key, $0.value] }
        guard texts.contains(where: { $0.utf8.contains(0) }) else { return }
        throw LoadTestError(
            server: name, .serverNotStarted, "an argument or a variable contains a zero byte",
            remedy: "no program can be given one")
    }

    private func existingDirectory() throws(LoadTestError) -> String {
        let current = FileManager.default.currentDirectoryPath
        guard let directory else { return current }
        let path = Self.absolute(directory, in: current)
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        if exists, isDirectory.boolValue { return path }
        throw LoadTestError(
            server: name, .serverNotStarted,
            exists ? "\(path) is no directory" : "there is no directory \(path)",
            remedy: directory.hasPrefix("/")
                ? "see in:" : "in: \"\(directory)\" is looked up from \(current)")
    }

    private func existingExecutable(
        in folder: String, path: String
    ) throws(LoadTestError) -> String {
        if executable.contains("/") {
            let file = Self.absolute(executable, in: folder)
            if Self.isExecutable(file) { return file }
            let exists = FileManager.default.fileExists(atPath: file)
            throw LoadTestError(
                server: name, .serverNotStarted,
                exists ? "\(file) can't be executed" : "there is no file \(file)",
                remedy: exists
                    ? "it must be a program, with the right to execute it"
                    : "see the path, or build it before the test")
        }
        for entry in path.split(separator: ":") {
            let file = Self.absolute("\(entry)/\(executable)", in: folder)
            if Self.isExecutable(file) { return file }
        }
        throw LoadTestError(
            server: name, .serverNotStarted,
            "the executable \"\(executable.printable)\" was not found in PATH (\(path))",
            remedy: "install it, or state its path")
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: path)
    }

    private static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : URL(filePath: "\(folder)/\(path)").standardized.path
    }
}

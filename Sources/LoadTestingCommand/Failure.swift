import ArgumentParser
import Foundation
import LoadTestingCore

/// A problem with its exit code, printed to standard error.
enum Failure {
    /// The codes beside those of a verdict; from 64 on those of sysexits.h.
    enum Code: Int32 {
        case usage = 64
        case data = 65
        case noInput = 66
        case cantCreate = 73
    }

    /// Runs a part of a command, and ends it with a code when that has a problem.
    static func exit<Value>(
        with code: Code, _ body: () throws(LoadTestError.Problem) -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch {
            throw exit(code, "\(error.message): \(error.remedy)")
        }
    }

    /// Prints a message; throws away nothing else.
    static func exit(_ code: Code, _ message: String) -> ExitCode {
        FileHandle.standardError.write(Data("loadtesting: \(message)\n".utf8))
        return ExitCode(code.rawValue)
    }

    /// Reads a run.
    static func run(of paths: [String], budgets: [Budget]? = nil) throws -> LoadTestResult {
        try checkInput(paths)
        return try exit(with: .data) { () throws(LoadTestError.Problem) in
            try RunFiles.run(of: paths, budgets: budgets)
        }
    }

    /// Reads a summary; `nil` for another file.
    static func summary(_ path: String) throws -> SummaryFile? {
        try checkInput([path])
        guard !RunFiles.isFolder(path) else { return nil }
        return try exit(with: .data) { () throws(LoadTestError.Problem) in
            try SummaryFile(path)
        }
    }

    private static func checkInput(_ paths: [String]) throws {
        for path in paths where !FileManager.default.isReadableFile(atPath: path) {
            let reason =
                FileManager.default.fileExists(atPath: path)
                ? "can't be read: check its permissions" : "does not exist: check its name"
            throw exit(.noInput, "\(path.printable) \(reason)")
        }
    }

    /// Writes output to a file.
    static func write(_ body: () throws(LoadTestError.Problem) -> Void) throws {
        try exit(with: .cantCreate, body)
    }

    /// The code of a verdict; `nil` for a passed one.
    static func code(of verdict: Verdict) -> ExitCode? {
        switch verdict {
        case .passed: nil
        case .failed: ExitCode(1)
        case .inconclusive: ExitCode(2)
        case .invalid: ExitCode(3)
        }
    }
}

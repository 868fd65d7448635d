import Foundation
import LoadTestingCore

/// The framework that runs the calling code, and so has to hear of a missed budget.
///
/// Each framework silently ignores the other's issues, so this must be right.
enum TestFramework: Equatable, Sendable {
    case swiftTesting
    case xcTest
    case none

    /// The framework of the current task.
    static var current: TestFramework {
        if SwiftTestingIssues.isInsideTest { return .swiftTesting }
        let process = ProcessInfo.processInfo
        return ofProcess(arguments: process.arguments, environment: process.environment)
    }

    /// The framework of a process by its command line and environment.
    ///
    /// On Linux both run in an executable named `.xctest`; only Swift Testing is asked for by
    /// `--testing-library`. On macOS XCTest leaves its traces in the environment.
    static func ofProcess(
        arguments: [String], environment: [String: String]
    ) -> TestFramework {
        if let flag = arguments.firstIndex(of: "--testing-library"), flag + 1 < arguments.count {
            return arguments[flag + 1] == "swift-testing" ? .swiftTesting : .xcTest
        }
        if arguments.contains("--testing-library=swift-testing") { return .swiftTesting }
        let traces = ["XCTestConfigurationFilePath", "XCTestBundlePath", "XCTestSessionIdentifier"]
        let isXCTest =
            arguments.first.map { $0.hasSuffix(".xctest") } ?? false
            || traces.contains { environment[$0] != nil }
        return isXCTest ? .xcTest : .none
    }

    /// Records the findings that did not pass, in order, each at its own line.
    ///
    /// - Parameter defaultLocation: for findings without an `expect`.
    /// - Returns: whether a framework recorded them.
    func record(_ findings: [Finding], defaultLocation: CodeLocation) -> Bool {
        for finding in findings {
            let place = finding.location ?? defaultLocation
            // Reports that keep the text alone, such as xUnit files, have the place in it.
            let verdict = finding.verdict == .failed ? "" : "\(finding.verdict.rawValue): "
            let text = "\(verdict)\(finding.message) [\(place)]"
            switch self {
            case .swiftTesting: SwiftTestingIssues.record(text, at: place)
            case .xcTest: XCTestIssues.record(text, at: place)
            case .none: return false
            }
        }
        return true
    }

    /// Adds a run's reports to the test's attachments, where the framework keeps them.
    func attach(_ result: LoadTestResult, at place: CodeLocation) {
        guard self == .swiftTesting else { return }
        let name = ResultDocuments.fileName(of: result.name)
        SwiftTestingIssues.attach(Array(result.description.utf8), named: "\(name).txt", at: place)
        guard SwiftTestingIssues.keepsAttachments else { return }
        for (ending, bytes) in ResultDocuments.forPeople(of: result) {
            SwiftTestingIssues.attach(bytes, named: "\(name).\(ending)", at: place)
        }
    }

    /// Explains how long a cancelled test had waited for others.
    func explain(_ waiting: WaitingTime, of test: String, at place: CodeLocation) {
        let limit = SwiftTestingIssues.timeLimit
        guard let text = waiting.explanation(limit: limit) else { return }
        let message = "\(test.printable(upTo: 120)): \(text)"
        switch self {
        case .swiftTesting: SwiftTestingIssues.record(message, at: place)
        case .xcTest: XCTestIssues.record(message, at: place)
        case .none: Console.standard.write(line: message)
        }
    }

    /// Ends the test as skipped.
    func skip(_ reason: String, test: String) throws -> Never {
        switch self {
        case .swiftTesting where SwiftTestingIssues.isInsideTest:
            try SwiftTestingIssues.skip(reason)
        case .xcTest: try XCTestIssues.skip(reason)
        case .swiftTesting, .none:
            throw LoadTestError(
                test: test,
                problems: [
                    .init(.notStarted, reason, remedy: "unset LOADTESTING to run them")
                ])
        }
    }
}

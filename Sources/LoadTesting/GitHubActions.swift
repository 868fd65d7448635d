import Foundation
import LoadTestingCore
import Synchronization

/// The pages of GitHub Actions on which a run shows: annotations at lines of code, and the summary
/// of the job.
///
/// Used where `GITHUB_ACTIONS` is `true`.
struct GitHubActions: Sendable {
    /// GitHub shows no more annotations of a kind from a step.
    static let maxAnnotations = 10
    /// GitHub takes no larger summary from a step, and shows none of it then.
    static let maxSummaryBytes = 1 << 20

    /// The folder of the repository; paths of annotations begin there.
    private let workspace: String
    /// The file that becomes the summary; `nil` where the runner names none.
    private let summaryPath: String?
    private let annotations: Counter
    private let write: @Sendable (String) -> Void

    /// A count that all runs of a process share.
    final class Counter: Sendable {
        private let count = Mutex(0)

        /// Counts one more and returns the count.
        func next() -> Int {
            count.withLock {
                $0 += 1; return $0
            }
        }
    }

    private static let annotationsOfProcess = Counter()

    /// - Returns: `nil` outside GitHub Actions.
    init?(
        _ environment: [String: String], annotations: Counter = annotationsOfProcess,
        write: @escaping @Sendable (String) -> Void = { Console.standard.write(line: $0) }
    ) {
        guard environment["GITHUB_ACTIONS"] == "true" else { return nil }
        workspace = environment["GITHUB_WORKSPACE"] ?? ""
        summaryPath = environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
        self.annotations = annotations
        self.write = write
    }

    /// Shows the findings that are issues of the test, each at its line.
    ///
    /// - Parameter defaultLocation: for findings without an `expect`.
    func annotate(_ findings: [Finding], of test: String, defaultLocation: CodeLocation) {
        for finding in findings {
            guard annotations.next() <= Self.maxAnnotations else { return }
            let place = finding.location ?? defaultLocation
            let title = "\(test.printable(upTo: 120)): \(finding.verdict.rawValue)"
            write(
                "::error file=\(Self.property(path(of: place))),line=\(place.line)"
                    + ",title=\(Self.property(title))::\(Self.message(finding.message))")
        }
    }

    /// Appends the run to the job's summary, unless it has no room for it.
    func summarize(_ result: LoadTestResult) {
        guard let summaryPath else { return }
        let text = Data(MarkdownText(result).text.utf8)
        guard let file = FileHandle(forUpdatingAtPath: summaryPath) else { return }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd(), size + UInt64(text.count) < Self.maxSummaryBytes
        else { return }
        try? file.write(contentsOf: text)
    }

    /// The path from the repository's folder.
    private func path(of place: CodeLocation) -> String {
        let folder = workspace.hasSuffix("/") ? workspace : workspace + "/"
        return !workspace.isEmpty && place.filePath.hasPrefix(folder)
            ? String(place.filePath.dropFirst(folder.count)) : place.filePath
    }

    private static func message(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}

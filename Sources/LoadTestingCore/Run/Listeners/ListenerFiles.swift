import Foundation
import LoadTestingMacrosFree

/// The files that the listeners of a load test write: of its plan, and of the environment.
struct ListenerFiles {
    private let test: String
    private(set) var outputs: [FileOutput]

    /// - Parameters:
    ///   - plan: the plan with its listeners.
    ///   - folder: the folder in which each load test leaves the files of the default set; `nil`
    ///     for none.
    init(_ plan: LoadTest, folder: String?) {
        test = plan.name
        outputs = plan.listeners.compactMap(\.file)
        guard let folder else { return }
        let place = "\(folder)/\(ResultDocuments.fileName(of: plan.name))"
        let paths = Set(outputs.map(\.path))
        outputs += Self.defaultSet.map { FileOutput($0.format, "\(place)/\($0.name)") }
            .filter { !paths.contains($0.path) }
    }

    /// The files that `LOADTESTING_OUTPUT` turns on.
    private static let defaultSet: [(format: FileOutput.Format, name: String)] = [
        (.html, "report.html"), (.jtl(.csv), "results.jtl"), (.json, "summary.json"),
        (.junit, "junit.xml"), (.hdrLog, "latency.hlog"), (.markdown, "summary.md"),
        (.openMetrics, "metrics.txt"), (.result, "result.json"),
    ]

    /// Whether samples have to know the URLs that were sent.
    var needsURLs: Bool {
        outputs.contains { if case .jtl = $0.format { true } else { false } }
    }

    // MARK: - Before the load

    /// Checks that each file can be written.
    func check() throws(LoadTestError) {
        var problems: [Problem] = []
        for output in outputs {
            do throws(OutputFile.Failure) {
                try OutputFile(output.path).discard()
            } catch {
                problems.report(
                    .invalidPlan,
                    "\(output.path.printable) can't be written: \(error.reason)",
                    "name a file in a folder that this process may write to")
            }
        }
        guard problems.isEmpty else { throw LoadTestError(test: test, problems: problems) }
    }

    /// Opens the files that grow while the load runs.
    ///
    /// - Parameter run: the number of the run, of several, from 1; the files of later ones have it
    ///   behind their names.
    func open(
        _ program: Program, loops: Int, run: Int
    ) throws(LoadTestError) -> [any StreamingListener] {
        var listeners: [any StreamingListener] = []
        for output in outputs where output.format.isStreamed {
            let file: OutputFile
            do throws(OutputFile.Failure) {
                file = try OutputFile(Self.path(output.path, ofRun: run))
            } catch {
                throw LoadTestError(
                    test: test,
                    problems: [
                        .init(
                            "\(output.path.printable) can't be written: \(error.reason)",
                            remedy: "name a file in a folder that this process may write to")
                    ])
            }
            if case .jtl(let format) = output.format {
                listeners.append(
                    JTLListener(format, file, names: program.jtlNames, loops: loops))
            } else {
                listeners.append(HdrLogListener(file))
            }
        }
        return listeners
    }

    /// The path of a file of a run: `results-2.jtl` of the second one.
    static func path(_ path: String, ofRun run: Int) -> String {
        guard run > 1 else { return path }
        let url = URL(filePath: path)
        let ending = url.pathExtension
        let stem = ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
        return ending.isEmpty ? "\(stem)-\(run)" : "\(stem)-\(run).\(ending)"
    }

    // MARK: - After the load

    /// Writes the files that are made from the result.
    ///
    /// - Returns: notes for the report, on files that could not be written.
    func write(_ result: LoadTestResult) -> [String] {
        outputs.compactMap { output in
            guard let bytes = ResultDocuments.bytes(output.format, of: result) else { return nil }
            do throws(OutputFile.Failure) {
                let file = try OutputFile(output.path)
                do throws(OutputFile.Failure) {
                    try file.write(bytes)
                } catch {
                    file.discard()
                    throw error
                }
                try file.complete()
                return nil
            } catch {
                return "\(output.path.printable) was not written: \(error.reason)"
            }
        }
    }
}

extension FileOutput.Format {
    /// Whether the file grows while the load runs.
    fileprivate var isStreamed: Bool {
        switch self {
        case .jtl, .hdrLog: true
        case .html, .json, .junit, .markdown, .openMetrics, .result: false
        }
    }
}

extension Program {
    /// The names that rows of samples show; the start is not known yet.
    fileprivate var jtlNames: JTLNames {
        let constants = secrets.compactMap { $0.value(isExample: true) { _ in nil } }
        return JTLNames(
            startNanoseconds: 0, groups: groups.map(\.name), firstUsers: groups.map(\.firstUser),
            urls: requests.map { request in
                guard let url = request.url.constant else { return "" }
                let text = Redaction.values(constants, in: String(decoding: url, as: UTF8.self))
                return Redaction.secrets(inURL: text)
            })
    }
}

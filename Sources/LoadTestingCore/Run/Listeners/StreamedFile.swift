import LoadTestingMacrosFree
import Synchronization

/// A file that grows while the load runs, written on a thread of its own.
///
/// A failure, such as a full disk, ends the writing and nothing else.
final class StreamedFile: Sendable {
    private let file: OutputFile
    private let task = Mutex<Task<[String], Never>?>(nil)

    init(_ file: OutputFile) { self.file = file }

    /// Starts to write.
    ///
    /// - Parameter body: writes everything, and returns notes for the report.
    func begin(
        _ body: @escaping @Sendable (OutputFile) async throws(OutputFile.Failure) -> [String]
    ) {
        let executor = ThreadExecutor(label: "load-listener")
        let task = Task(executorPreference: executor) { [file] in
            do throws(OutputFile.Failure) {
                let notes = try await body(file)
                try file.complete()
                return notes
            } catch {
                return [
                    "\(file.path.printable) is not complete: \(error.reason);"
                        + " \(file.path.printable).partial has what could be written"
                ]
            }
        }
        self.task.withLock { $0 = task }
    }

    /// Waits for the last bytes.
    func finish() async -> [String] {
        let task = task.withLock { $0 }
        guard let task else {
            // No load was started.
            file.discard()
            return []
        }
        return await task.value
    }
}

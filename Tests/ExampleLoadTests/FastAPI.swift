import Foundation
import LoadTesting
import Testing

/// The service in `Examples/FastAPI`, under one uvicorn worker.
///
/// Needs a Python that has `Examples/FastAPI/requirements.txt`, named by `FASTAPI_PYTHON`.
enum FastAPI {
    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["FASTAPI_PYTHON"]
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Examples/FastAPI").standardizedFileURL.path

    /// Whether tests of it run: where its Python is missing they are skipped, but never in CI.
    static let isWanted = python != nil || environment["CI"] != nil

    /// Starts it on a free port.
    static func launch() async throws -> Server {
        try await .launch(
            #require(python, "CI needs it: Scripts/test installs it"),
            "-m", "uvicorn", "app:app", "--port", "{port}", "--no-access-log", in: folder,
            ready: .http("/health"))
    }
}

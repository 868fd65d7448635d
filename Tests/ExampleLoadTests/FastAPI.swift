import Foundation
import LoadTesting
import Testing

/// The service in `Examples/FastAPI`.
///
/// Needs a Python that has `Examples/FastAPI/requirements.txt`, named by `FASTAPI_PYTHON`.
enum FastAPI {
    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["FASTAPI_PYTHON"]
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Examples/FastAPI").standardizedFileURL.path

    /// Starts Postgres, Redis, uvicorn and nginx, or one of them.
    static let stack = folder + "/stack"

    /// Whether tests of it run: where its Python is missing they are skipped, but never in CI.
    static let isWanted = python != nil || environment["CI"] != nil
    /// Whether tests of it with Postgres, Redis and nginx run.
    static let isStackWanted =
        isWanted && (environment["CI"] != nil || environment["FASTAPI_STACK"] != nil)

    /// Starts it on a free port, under uvicorn alone.
    static func launch(
        workers: Int = 1, environment: [String: String] = ["LOG": "off"]
    ) async throws -> Server {
        try await .launch(
            #require(python, "CI needs it: Scripts/test installs it"),
            "-m", "uvicorn", "app:app", "--port", "{port}", "--no-access-log",
            "--workers", "\(workers)", in: folder, environment: environment,
            ready: .http("/health"), within: .seconds(60))
    }

    /// Starts it with a pool of connections to a Postgres.
    static func launch(
        workers: Int = 1, pool: Int, databasePort: Int
    ) async throws -> Server {
        try await launch(
            workers: workers,
            environment: [
                "DATABASE_URL": "postgresql://app@127.0.0.1:\(databasePort)/postgres",
                "POOL_SIZE": "\(pool)",
            ]
        ).scraping("/metrics", ["db_pool_in_use", "db_pool_waiting"])
    }
}

import Foundation
public import LoadTestingCore

/// A load on the benchmark's server, as the environment describes it.
///
/// | Variable | Value |
/// | --- | --- |
/// | `BENCHMARK_URL` | the server, such as `http://127.0.0.1:8000` |
/// | `BENCHMARK_REQUEST` | a ``BenchmarkRequest``, by default `plain` |
/// | `BENCHMARK_USERS` | the number of users, 100 by default |
/// | `BENCHMARK_SECONDS` | the length of the load, 1 by default |
/// | `BENCHMARK_CERTIFICATE` | the file of the server's certificate, with `https` |
public struct BenchmarkLoad {
    private let environment = ProcessInfo.processInfo.environment

    /// Describes the load of this process's environment.
    public init() {}

    /// One group that sends the request for the whole length.
    public var plan: LoadTest {
        LoadTest("benchmark", target: target) { group }
    }

    private var target: LoadTarget {
        let target = LoadTarget(environment["BENCHMARK_URL"] ?? "http://127.0.0.1:8000")
        guard let certificate = environment["BENCHMARK_CERTIFICATE"] else { return target }
        return target.trusting(certificate)
    }

    private var group: ThreadGroup {
        let request = BenchmarkRequest(rawValue: environment["BENCHMARK_REQUEST"] ?? "plain")
        guard let request else { fatalError("BENCHMARK_REQUEST is no request of the benchmark") }
        let users = environment["BENCHMARK_USERS"].flatMap(Int.init) ?? 100
        let seconds = environment["BENCHMARK_SECONDS"].flatMap(Double.init) ?? 1
        return ThreadGroup(users: users, duration: .seconds(seconds)) { request.steps }
            .defaults(request.defaults)
    }

    /// The figures of a result in one line.
    public static func line(of result: LoadTestResult) -> String {
        "requests=\(result.requests) errors=\(result.errors)"
    }
}

/// A condition that a launched server must meet before the test that launched it resumes.
public struct ServerReadiness: Hashable, Sendable {
    package enum Sign: Hashable, Sendable {
        case answer(path: String, status: Range<Int>, times: Int, workers: Int)
        case listening
        case logLine(String)
    }

    package let sign: Sign

    /// The server answers a request.
    ///
    /// One answer proves one process. Where several workers answer, the others may still be
    /// starting: `.http("/health", workers: 4)` waits until each of four processes has answered.
    /// Behind a balancer that is not visible; `.http("/health", times: 20)` waits until so many
    /// answers in a row were right.
    ///
    /// - Parameters:
    ///   - path: the path to request with `GET`, such as `/health`; begins with `/`.
    ///   - status: the statuses that mean ready, such as `200...204`. Default 200 ..< 400.
    ///   - times: the number of answers in a row that must have such a status, each on a connection
    ///     of its own, 1 … 10,000. Default 1.
    ///   - workers: the number of processes of the server that must have answered, 1 … 1,000: a
    ///     connection is the process's that has accepted it. Default 1.
    public static func http(
        _ path: String, status: some RangeExpression<Int> = 200..<400, times: Int = 1,
        workers: Int = 1
    ) -> ServerReadiness {
        ServerReadiness(
            sign: .answer(
                path: path, status: status.relative(to: 100..<1_000), times: times,
                workers: workers))
    }

    /// The server accepts a connection on its port of 127.0.0.1.
    ///
    /// The system accepts it as soon as a process listens, such as a master whose workers are not
    /// there yet: use ``http(_:status:times:workers:)`` for these.
    public static let listening = ServerReadiness(sign: .listening)

    /// The server writes a line that contains a text, to its standard output or standard error.
    ///
    /// Many programs buffer lines when they write to a file: Swift's `print`, Python without
    /// `PYTHONUNBUFFERED`, C's `printf`. The line is then seen late or never; prefer the others.
    ///
    /// - Parameter text: the exact text in the line; no line break in it.
    public static func log(_ text: String) -> ServerReadiness {
        ServerReadiness(sign: .logLine(text))
    }
}

extension ServerReadiness: CustomStringConvertible {
    /// The text for messages.
    public var description: String {
        switch sign {
        case .answer(let path, let status, let times, let workers):
            "GET \(path)"
                + (status == 200..<400
                    ? ""
                    : " with a status of \(status.lowerBound)"
                        + (status.count == 1 ? "" : " … \(status.upperBound - 1)"))
                + (times == 1 ? "" : ", \(times) times in a row")
                + (workers == 1 ? "" : ", of \(workers) processes")
        case .listening: "a connection"
        case .logLine(let text): "a line with \"\(text)\" in its output"
        }
    }
}

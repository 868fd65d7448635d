/// What a launched server must do before the test that launched it goes on.
public struct ServerReadiness: Hashable, Sendable {
    package enum Sign: Hashable, Sendable {
        case answer(path: String, status: Range<Int>)
        case listening
        case logLine(String)
    }

    package let sign: Sign

    /// The server answers a request.
    ///
    /// - Parameters:
    ///   - path: what is asked for with `GET`, such as `/health`; begins with `/`.
    ///   - status: the statuses that mean ready, such as `200...204`. Default 200 ..< 400.
    public static func http(
        _ path: String, status: some RangeExpression<Int> = 200..<400
    ) -> ServerReadiness {
        ServerReadiness(sign: .answer(path: path, status: status.relative(to: 100..<1_000)))
    }

    /// The server accepts a connection on its port of 127.0.0.1.
    public static let listening = ServerReadiness(sign: .listening)

    /// The server writes a line that contains a text, to its standard output or standard error.
    ///
    /// Many programs hold lines back when they write to a file: Swift's `print`, Python without
    /// `PYTHONUNBUFFERED`, C's `printf`. The line is then seen late or never; prefer the others.
    ///
    /// - Parameter text: what the line contains, letter by letter; no line break in it.
    public static func log(_ text: String) -> ServerReadiness {
        ServerReadiness(sign: .logLine(text))
    }
}

extension ServerReadiness: CustomStringConvertible {
    /// The text for messages.
    public var description: String {
        switch sign {
        case .answer(let path, let status):
            status == 200..<400
                ? "GET \(path)"
                : "GET \(path) with a status of \(status.lowerBound)"
                    + (status.count == 1 ? "" : " … \(status.upperBound - 1)")
        case .listening: "a connection"
        case .logLine(let text): "a line with \"\(text)\" in its output"
        }
    }
}

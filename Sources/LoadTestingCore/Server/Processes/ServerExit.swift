/// The end of a server's process.
package enum ServerExit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
    /// It is gone, and its end was not observed.
    case unknown
}

extension ServerExit: CustomStringConvertible {
    /// The event, such as `ended with exit code 3`.
    package var description: String {
        switch self {
        case .code: "ended with \(how)"
        case .signal: "was ended by \(how)"
        case .unknown: "ended"
        }
    }

    /// The cause, such as `exit code 3`.
    var how: String {
        switch self {
        case .code(let code): "exit code \(code)"
        case .signal(let number):
            "signal \(number)" + (Self.names[number].map { " (\($0))" } ?? "")
        case .unknown: "unknown"
        }
    }

    /// The signals that end servers and have the same number everywhere.
    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT",
        8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
    ]
}

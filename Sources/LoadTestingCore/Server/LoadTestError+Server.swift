import LoadTestingMacrosFree

extension LoadTestError {
    /// An error about a server, with one problem.
    ///
    /// - Parameter log: what the server has written; its last lines follow the remedy.
    init(
        server: String, _ code: Code, _ message: String, remedy: String, log: ServerLog? = nil
    ) {
        var text = remedy
        if let log {
            let lines = log.lastLines
            if lines.isEmpty { text += "; it has written nothing" }
            if !lines.isEmpty {
                let place = log.keepIfLong() ? " (all of them in \(log.path))" : ""
                text +=
                    "; its last lines\(place):\n"
                    + lines.map { "    \($0)" }.joined(separator: "\n")
            }
        }
        self.init(server: server, problems: [Problem(code, message, remedy: text)])
    }
}

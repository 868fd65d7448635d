import LoadTestingMacrosFree

extension LoadTestError {
    /// An error about a server, with one problem.
    ///
    /// - Parameter log: the server's output; its last lines follow the remedy.
    init(
        server: String, _ code: Code, _ message: String, remedy: String, log: ServerLog? = nil
    ) {
        let problem = Problem(code, message, remedy: remedy + (log?.afterRemedy ?? ""))
        self.init(server: server, problems: [problem])
    }
}

extension ServerLog {
    /// The part of an error after its remedy: the last lines of the log, and the place of the
    /// others.
    var afterRemedy: String {
        let lines = lastLines
        guard !lines.isEmpty else { return "; it has written nothing" }
        let place = keepIfLong() ? " (all of them in \(path))" : ""
        return "; its last lines\(place):\n"
            + lines.map { "    \($0)" }.joined(separator: "\n")
    }
}

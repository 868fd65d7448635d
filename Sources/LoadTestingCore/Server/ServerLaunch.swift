import LoadTestingMacrosFree

/// One launch of a server, with all its parameters.
struct ServerLaunch: Sendable {
    var command: ServerCommand
    var readiness: ServerReadiness
    var limit: Duration
    /// The port that the server is known to listen on; `nil` for a free one.
    var port: Int?

    /// Starts the server and waits until it is ready.
    ///
    /// After a throw no process is left.
    func server() async throws -> ServerUnderTest {
        try checkSettings()
        var attempt = 1
        while true {
            let port = try port ?? freePort()
            try checkIsFree(port)
            let process = try ServerProcess(
                command.prepared(port: port), name: command.name, port: port)
            do {
                try await waitUntilReady(process)
                return ServerUnderTest(process)
            } catch {
                await process.stop(grace: .zero)
                // Between choice and use another process may have taken the port.
                let isTaken = self.port == nil && !LoopbackPort.isFree(port)
                guard isTaken, attempt < 3, !(error is CancellationError) else { throw error }
                attempt += 1
            }
        }
    }

    private func waitUntilReady(_ process: ServerProcess) async throws {
        // A limit beyond a day is none, and must not overflow.
        let deadline = ContinuousClock.now + min(limit, .seconds(86_400))
        let wait = WaitingThread(named: "server-ready", period: .milliseconds(5)) { pause in
            while try !process.hasStarted() { try pause() }
            var watch = ReadinessWatch(
                for: readiness, port: process.port, root: process.supervisor)
            while true {
                // Read first: a server that ends in between does not count as ready.
                let isReady = watch.isReady(log: process.log)
                if let exit = process.exit { throw earlyEnd(exit, process) }
                if isReady { return }
                guard ContinuousClock.now < deadline else { throw lateness(watch.seen, process) }
                try pause()
            }
        }
        try await wait.value
    }

    private func earlyEnd(_ exit: ServerExit, _ process: ServerProcess) -> LoadTestError {
        let leavesProcess = ProcessTable.current().tree(below: process.supervisor).count > 2
        var remedy = "the port it was given is \(process.port)"
        if leavesProcess { remedy = "it left a process behind; start it in the foreground" }
        if !LoopbackPort.isFree(process.port), !leavesProcess {
            remedy = "port \(process.port) has been taken meanwhile"
        }
        return LoadTestError(
            server: command.name, .serverNotStarted, "it \(exit) before it was ready",
            remedy: remedy, log: process.log)
    }

    private func lateness(_ seen: String?, _ process: ServerProcess) -> LoadTestError {
        var message = "it was not ready within \(limit.text): waited for \(readiness)"
        if let seen { message += ", but \(seen)" }
        return LoadTestError(
            server: command.name, .serverNotReady, message,
            remedy: remedy(of: process), log: process.log)
    }

    private func remedy(of process: ServerProcess) -> String {
        let others = process.ports.subtracting([process.port]).sorted()
        if let other = others.first, !process.ports.contains(process.port) {
            return "it listens on port \(other): give it {port}, or state port: \(other)"
        }
        if case .logLine = readiness.sign {
            return "it may hold its lines back, see ServerReadiness.log; or wait longer (within:)"
        }
        return "wait longer (within:) or for something else (ready:)"
    }

    private func freePort() throws(LoadTestError) -> Int {
        if let port = LoopbackPort.free() { return port }
        throw LoadTestError(
            server: command.name, .serverNotStarted,
            "no free port was found from 20000 to 31999 of 127.0.0.1",
            remedy: "end the programs that listen there, or state one (port:)")
    }

    private func checkIsFree(_ port: Int) throws(LoadTestError) {
        guard self.port != nil, !LoopbackPort.isFree(port) else { return }
        let table = ListenTable()
        let owner = table.flatMap { ProcessTable.current().owners(of: port, in: $0).first }
        throw LoadTestError(
            server: command.name, .serverNotStarted,
            "port \(port) is taken by " + (owner.map(ProcessTable.title) ?? "another program"),
            remedy: "end that, or leave port: out and give the server {port}")
    }

    private func checkSettings() throws(LoadTestError) {
        if let port, !(1...65_535).contains(port) {
            throw LoadTestError(
                server: command.name, .serverNotStarted, "port \(port) is none",
                remedy: "state 1 … 65535, or leave port: out for a free one")
        }
        guard limit > .zero else {
            throw LoadTestError(
                server: command.name, .serverNotStarted, "within: is \(limit.text)",
                remedy: "state a time above 0")
        }
        switch readiness.sign {
        case .answer(let path, let status, let times, let workers):
            try checkAnswer(path, status, times: times, workers: workers)
        case .logLine(let text):
            if !text.isEmpty, !text.contains(where: \.isNewline) { return }
            throw LoadTestError(
                server: command.name, .serverNotStarted,
                "the text of .log is " + (text.isEmpty ? "empty" : "more than one line"),
                remedy: "state a part of one line")
        case .listening: return
        }
    }

    private func checkAnswer(
        _ path: String, _ status: Range<Int>, times: Int, workers: Int
    ) throws(LoadTestError) {
        let isPath = path.hasPrefix("/") && path.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        let problem: Problem
        if !isPath {
            problem = Problem(
                .serverNotStarted, "the path \"\(path.printable)\" is no path",
                remedy: "begin it with / and encode blanks as %20")
        } else if status.isEmpty {
            problem = Problem(
                .serverNotStarted, "no status can be \(status)",
                remedy: "state a range such as 200..<400")
        } else if !(1...10_000).contains(times) {
            problem = Problem(
                .serverNotStarted, "times: is \(times)",
                remedy: "state 1 … 10,000 answers in a row")
        } else if !(1...1_000).contains(workers) {
            problem = Problem(
                .serverNotStarted, "workers: is \(workers)", remedy: "state 1 … 1,000 processes")
        } else {
            return
        }
        throw LoadTestError(server: command.name, problems: [problem])
    }
}

import LoadTestingMacrosFree

/// Processes of a launched server, for events: `server.worker(1)`, `server.processes`.
public struct ServerProcesses: Hashable, Sendable {
    private enum Choice: Hashable { case all, worker(Int) }

    private let server: ServerUnderTest
    private let choice: Choice

    fileprivate static func all(of server: ServerUnderTest) -> ServerProcesses {
        ServerProcesses(server: server, choice: .all)
    }

    fileprivate static func worker(_ number: Int, of server: ServerUnderTest) -> ServerProcesses {
        ServerProcesses(server: server, choice: .worker(number))
    }

    /// The processes in reports: `worker 1 of uvicorn app:app`.
    var name: String {
        switch choice {
        case .all: server.name
        case .worker(let number): "worker \(number) of \(server.name)"
        }
    }

    /// The processes at present, looked up anew: workers are replaced.
    ///
    /// - Throws: `Problem` where there are none, and where they are not this test's to signal.
    func found() throws(Problem) -> [Int32] {
        guard case .launched(let process) = server.origin, let main = process.process else {
            throw Problem(
                "\(server.name) was not launched by this test: its processes are not touched",
                remedy: "launch it: withServer(…), Server.launch(…) or the trait .server(…)")
        }
        let tree = ProcessTable.current().tree(below: process.supervisor).dropFirst()
            .filter { !ProcessTable.hasEnded($0) }
        guard !tree.isEmpty else {
            throw Problem("\(server.name) has ended", remedy: "keep it until the load is over")
        }
        guard case .worker(let number) = choice else { return tree }
        let workers = workers(among: tree.filter { $0 != main })
        guard workers.indices.contains(number - 1) else {
            let count = NumberText.counted(workers.count, "worker")
            throw Problem(
                "\(server.name) has \(count), no worker \(number)",
                remedy: workers.isEmpty
                    ? "start it with several: --workers 2"
                    : "state worker(1)" + (workers.count > 1 ? " … worker(\(workers.count))" : ""))
        }
        return [workers[number - 1]]
    }

    /// The cgroup that limits the server's processes.
    ///
    /// - Throws: `Problem` where the system has none.
    func controlGroup() throws(Problem) -> ControlGroup {
        if case .launched(let process) = server.origin, let group = process.controlGroup {
            return group
        }
        throw Problem(
            "no cgroup of this test passes the cpu controller on",
            remedy: "needs Linux, and a cgroup that is delegated: systemd-run --user --scope"
                + " -p Delegate=yes swift test")
    }

    /// Those that take the server's connections, in the order of their starts.
    private func workers(among processes: [Int32]) -> [Int32] {
        let table = ListenTable()
        let port = server.port
        return processes.filter { table?.ports(of: $0)?.contains(port) ?? false }
            .map { (start: ProcessTable.start(of: $0) ?? 0, process: $0) }
            .sorted { ($0.start, $0.process) < ($1.start, $1.process) }
            .map(\.process)
    }
}

extension ServerUnderTest {
    /// A worker of a launched server: one of the processes that take its connections, beside the
    /// process that was launched.
    ///
    /// - Parameter number: its place in the order of their starts, from 1, at the instant at which
    ///   it is asked for: where a worker is replaced, the new one is the last.
    public func worker(_ number: Int) -> ServerProcesses { .worker(number, of: self) }

    /// All processes of a launched server.
    public var processes: ServerProcesses { .all(of: self) }
}

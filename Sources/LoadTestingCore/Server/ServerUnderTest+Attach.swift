import Foundation
import LoadTestingMacrosFree

extension ServerUnderTest {
    /// A running server, known by its process: it is watched, and never stopped.
    ///
    /// Processes that listen at the loaded address are watched with it, such as a load balancer.
    ///
    /// - Parameters:
    ///   - processID: the process, whose children are watched with it.
    ///   - url: the loaded address; by default the only port that the process and its children
    ///     listen on, on 127.0.0.1.
    /// - Throws: `LoadTestError` when there is no such process, or without `url` not one port. One
    ///   that is not ours to read is no error: the run proceeds without watching it, see
    ///   ``watchProblem``.
    public static func attach(
        processID: Int32, url: String? = nil
    ) throws -> ServerUnderTest {
        let exists = processID > 0 && (kill(processID, 0) == 0 || errno == EPERM)
        let name = ProcessTable.name(of: processID) ?? "process \(processID)"
        guard exists, !ProcessTable.hasEnded(processID) else {
            throw LoadTestError(
                server: name, .serverNotFound, "there is no process \(processID)",
                remedy: "start the server first, or let the test launch it")
        }
        let url = try url ?? "http://127.0.0.1:\(onlyPort(of: processID, name: name))"
        return watched(processID, name: name, url: url)
    }

    /// A running server, known by the port that it listens on: it is watched, and never stopped.
    ///
    /// All processes that listen there are watched, with their descendants and the parent that has
    /// forked them, also those that begin while it is loaded. Where a forwarder listens, such as
    /// `docker-proxy`, the report states the unseen part behind it, and budgets on the server are
    /// inconclusive.
    ///
    /// - Parameter port: the port, 1 … 65535, on 127.0.0.1.
    /// - Throws: `LoadTestError` when no process listens there. A server whose process is not ours
    ///   to read is no error: the run proceeds without watching it, see ``watchProblem``.
    public static func listening(on port: Int) throws -> ServerUnderTest {
        let url = "http://127.0.0.1:\(port)"
        guard (1...65_535).contains(port), !LoopbackPort.isFree(port) else {
            throw LoadTestError(
                server: "port \(port)", .serverNotFound, "nobody listens on port \(port)",
                remedy: "start the server first, or let the test launch it")
        }
        let holders = ServerAddress(url: url).flatMap { PortHolders(of: $0) }
        if let holders, holders.includesUs, holders.roots.isEmpty { return inProcess(url) }
        let roots =
            holders?.roots
            ?? ListenTable().map { ProcessTable.current().owners(of: port, in: $0) } ?? []
        if let root = roots.first {
            let name = ProcessTable.name(of: root) ?? "port \(port)"
            return watched(root, name: name, url: url, isMain: roots.count == 1)
        }
        return ServerUnderTest(
            .unseen, name: "port \(port)", url: url,
            watchProblem: "who listens on port \(port) can't be read: "
                + "the server is of another user; run the test as that user")
    }

    /// A server that runs in the test's own process: its use can't be separated from the load
    /// generator's, and the report says so.
    ///
    /// - Parameter url: the loaded address, such as `http://127.0.0.1:8080`.
    public static func inProcess(_ url: String) -> ServerUnderTest {
        ServerUnderTest(.inProcess, name: "in the test's process", url: url)
    }

    private static func watched(
        _ process: Int32, name: String, url: String, isMain: Bool = true
    ) -> ServerUnderTest {
        if process == getpid() { return inProcess(url) }
        let isReadable = ListenTable().map { $0.ports(of: process) != nil } ?? true
        return ServerUnderTest(
            .attached(
                process: process, start: ProcessTable.start(of: process), isMain: isMain),
            name: name, url: url,
            watchProblem: isReadable
                ? nil
                : "\(ProcessTable.title(of: process)) is not ours to read: "
                    + "run the test as the user of the server")
    }

    private static func onlyPort(of process: Int32, name: String) throws(LoadTestError) -> Int {
        let table = ListenTable()
        let ports = ProcessTable.current().tree(below: process).reduce(into: Set<Int>()) {
            $0.formUnion(table?.ports(of: $1) ?? [])
        }
        if let port = ports.first, ports.count == 1 { return port }
        let found = ports.sorted().map(String.init).joined(separator: ", ")
        throw LoadTestError(
            server: name, .serverNotFound,
            ports.isEmpty
                ? "no port is known that process \(process) listens on"
                : "process \(process) listens on ports \(found)",
            remedy: "state which with url:")
    }
}

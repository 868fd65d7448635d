import CLoadTestingSystem

extension ServerReader {
    /// The parts of the server that were not watched, or not to their end.
    ///
    /// - Parameter lost: the number of processes that ended with their use unknown.
    func gaps(lost: Int) -> [ServerRecord.Gap] {
        listenerGaps + forwarderGaps + childrenGaps(lost: lost)
    }

    private var listenerGaps: [ServerRecord.Gap] {
        guard let listeners else { return [] }
        let port = listeners.address.port
        var gaps: [String] = []
        if listeners.unreadable > 0 {
            gaps.append(
                "of those that listen on port \(port), \(listeners.unreadable) can't be read:"
                    + " they are of another user; run the test as that user")
        }
        if listeners.includesUs {
            gaps.append("the test's own process listens on port \(port), too")
        }
        if listeners.wasServed == false {
            gaps.append(
                "no process is known to listen on port \(port): it is forwarded by the system, as"
                    + " of a container; run the test where the server runs")
        }
        return gaps.map { ServerRecord.Gap(.processes, $0) }
    }

    /// Forwarders before the server that were not seen with everything behind them.
    private var forwarderGaps: [ServerRecord.Gap] {
        guard let listeners else { return [] }
        let names = listeners.holders.keys.sorted().compactMap { process in
            ProcessTable.name(of: process).map { (process: process, name: $0) }
        }
        let forwarders = names.compactMap { process, name in
            Forwarder(named: name).map { (title: "\(name) (\(process))", kind: $0) }
        }
        guard let first = forwarders.first else { return [] }
        let port = listeners.address.port
        if let behind = forwardedPorts.min() {
            return [
                ServerRecord.Gap(
                    .processes,
                    "\(first.title) listens on port \(port) and forwards to port \(behind)"
                        + "\(owner(of: behind))")
            ]
        }
        guard forwarders.contains(where: { $0.kind == .always }), !listensBehind else { return [] }
        return [
            ServerRecord.Gap(
                .processes,
                "\(first.title) listens on port \(port) and only forwards: what answers behind it"
                    + " could not be seen; load that itself, or state its process:"
                    + " Server.attach(processID:, url:)")
        ]
    }

    /// Whether a watched process that is no forwarder listens anywhere.
    private var listensBehind: Bool {
        guard let table = ListenTable() else { return false }
        return watched.contains { process in
            Forwarder(named: process.nameText) == nil
                && !(table.ports(of: process.identifier) ?? []).isEmpty
        }
    }

    private func owner(of port: Int) -> String {
        let owner = ListenTable().flatMap { ProcessTable.current().owners(of: port, in: $0).first }
        guard let owner else { return ", where nobody was seen" }
        return " (\(ProcessTable.title(of: owner))), which is not watched:"
            + " Server.attach(processID: \(owner), url:) watches both"
    }

    private func childrenGaps(lost: Int) -> [ServerRecord.Gap] {
        let count = max(lost, unwaited.endedCount)
        guard count > 0 else { return [] }
        let reason =
            watched.contains(where: \.ignores_children)
            ? "a process of the server ignores SIGCHLD, so that nobody is told what they used"
            : "nobody of the server waits for them"
        return [
            ServerRecord.Gap(
                .processorTime,
                "the processor time of at least \(NumberText.grouped(count))"
                    + " \(count == 1 ? "child" : "children") could not be seen: \(reason)")
        ]
    }
}

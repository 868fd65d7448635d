extension ServerProcess {
    /// The ports that processes of the server listen on, as far as that can be read.
    var ports: Set<Int> {
        guard let table = ListenTable() else { return [] }
        return ProcessTable.current().tree(below: supervisor).reduce(into: []) { ports, process in
            ports.formUnion(table.ports(of: process) ?? [])
        }
    }
}

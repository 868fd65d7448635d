/// The process that listens on a port, as far as this user may know.
package enum PortOwner: Equatable {
    /// A process of the tree in question.
    case tree
    /// Another process; its identifier where that can be read.
    case other(Int32?)
    case nobody
    /// The system doesn't say.
    case unknown

    /// Finds the process that listens on a port.
    ///
    /// - Parameter root: the process whose tree may be the owner, itself included.
    package static func find(_ port: Int, below root: Int32) -> PortOwner {
        guard let table = ListenTable() else { return .unknown }
        guard table.mayContain(port) else { return .nobody }
        let processes = ProcessTable.current()
        let tree = processes.tree(below: root)
        var isReadable = true
        for process in tree {
            guard let ports = table.ports(of: process) else {
                isReadable = false
                continue
            }
            if ports.contains(port) { return .tree }
        }
        if let other = processes.owners(of: port, in: table).first { return .other(other) }
        return isReadable && table.isComplete ? .other(nil) : .unknown
    }
}

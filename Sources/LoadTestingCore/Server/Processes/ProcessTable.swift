/// The processes of the machine and their parents at one instant.
package struct ProcessTable: Sendable {
    package let parents: [Int32: Int32]

    package init(parents: [Int32: Int32]) { self.parents = parents }

    /// A process and all its descendants, the process first.
    package func tree(below root: Int32) -> [Int32] {
        let children = Dictionary(grouping: parents.keys) { parents[$0] ?? 0 }
        var tree = [root]
        var next = 0
        var known: Set<Int32> = [root]
        while next < tree.count {
            for child in (children[tree[next]] ?? []).sorted() where known.insert(child).inserted {
                tree.append(child)
            }
            next += 1
        }
        return tree
    }

    /// The processes that hold a socket which listens on a port, without children that inherited
    /// it; those that can't be read are missing.
    package func owners(of port: Int, in table: ListenTable) -> [Int32] {
        let all = parents.keys.filter { table.ports(of: $0)?.contains(port) ?? false }
        let known = Set(all)
        return all.filter { !known.contains(parents[$0] ?? 0) }.sorted()
    }

    /// A process as messages name it, such as `python3 (4711)`.
    package static func title(of process: Int32) -> String {
        name(of: process).map { "\($0) (\(process))" } ?? "process \(process)"
    }
}

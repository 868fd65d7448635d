/// The files that account a process' quota of processor time, in version 1 or 2 of cgroups; pure.
///
/// They are the `cpu.stat` of its cgroup and of those around it: a quota on each throttles it.
package struct CgroupAccounts: Equatable, Sendable {
    /// Its own first.
    package var files: [String]

    /// - Parameters:
    ///   - cgroups: the content of `/proc/self/cgroup`.
    ///   - mounts: the content of `/proc/self/mountinfo`.
    package init(cgroups: String, mounts: String) {
        let mounts = mounts.split(separator: "\n").compactMap { Mount($0) }
        let found = cgroups.split(separator: "\n").compactMap { line -> (Mount, Substring)? in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let controllers = parts[1].split(separator: ",")
            // The processors are in version 1; version 2 does not account them.
            let mount = mounts.first {
                parts[1].isEmpty ? $0.isUnified : $0.hasProcessors && controllers.contains("cpu")
            }
            return mount.map { ($0, parts[2]) }
        }
        let chosen = found.first { !$0.0.isUnified } ?? found.first
        files = chosen.map { $0.0.directories(of: $0.1).map { "\($0)/cpu.stat" } } ?? []
    }

    /// A line of `mountinfo` that is a cgroup's.
    private struct Mount {
        let root: Substring
        let point: Substring
        let isUnified: Bool
        let hasProcessors: Bool

        /// proc(5): identifiers, root, mount point, options …, a hyphen, type, source, options.
        init?(_ line: Substring) {
            let fields = line.split(separator: " ")
            guard let hyphen = fields.firstIndex(of: "-"), hyphen > 4, hyphen + 3 < fields.count
            else { return nil }
            root = fields[3]
            point = fields[4]
            isUnified = fields[hyphen + 1] == "cgroup2"
            hasProcessors =
                fields[hyphen + 1] == "cgroup"
                && fields[hyphen + 3].split(separator: ",").contains("cpu")
        }

        /// The directory of a cgroup and those above it, as far as they can be seen here.
        func directories(of path: Substring) -> [Substring] {
            // In a container the mount may begin at the cgroup itself, or below the stated path.
            let isInside = path == root || path.hasPrefix(root == "/" ? "/" : "\(root)/")
            var names = isInside ? path.dropFirst(root == "/" ? 0 : root.count) : ""
            var directories: [Substring] = []
            while let slash = names.lastIndex(of: "/") {
                if names.count > 1 { directories.append(point + names) }
                names = names[..<slash]
            }
            return directories + [point]
        }
    }
}

extension CgroupAccounts {
    /// Parses a `cpu.stat`: the number of periods in which a quota was used up, and the time for
    /// which it throttled processes in nanoseconds; `nil` without them.
    package static func throttling(in text: String) -> (periods: Int64, nanoseconds: Int64)? {
        var values: [Substring: Int64] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let value = Int64(words[1]) else { continue }
            values[words[0]] = value
        }
        guard let periods = values["nr_throttled"] else { return nil }
        if let microseconds = values["throttled_usec"] { return (periods, microseconds * 1_000) }
        return values["throttled_time"].map { (periods, $0) }
    }
}

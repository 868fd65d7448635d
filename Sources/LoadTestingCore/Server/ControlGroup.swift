import Foundation
import LoadTestingMacrosFree

/// A group of processes that share a limit of processor time: a cgroup of version 2 or 1.
///
/// It is made by an event, and removed when that is undone; the supervisor of the server removes it
/// after the last of its processes, also where the test was killed.
struct ControlGroup: Sendable {
    /// The directory of the group.
    let path: String
    /// The directory that its processes come from.
    private let origin: String
    private let isVersion2: Bool

    /// The period of a limit in microseconds, the kernel's default.
    private static let period = 100_000

    /// A group for the processes of a server, without making it; `nil` where the system has no
    /// cgroups for processor time.
    static func next(
        cgroups text: String? = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8),
        root: String = "/sys/fs/cgroup"
    ) -> ControlGroup? {
        guard let place = place(in: text ?? "", root: root) else { return nil }
        return ControlGroup(
            path: place.parent + "/loadtesting-\(UUID().uuidString)", origin: place.origin,
            isVersion2: place.isVersion2)
    }

    /// Finds the directory that can have groups of its own.
    ///
    /// Of version 1 that is the group of the test itself. Of version 2 a group has processes or
    /// passes controllers on, and not both, so that it is the nearest one above that does so.
    private static func place(
        in text: String, root: String
    ) -> (parent: String, origin: String, isVersion2: Bool)? {
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        }.filter { $0.count == 3 }
        let directory = { (folder: String, group: Substring) in
            // A container often sees its own group as the root, but with its path outside.
            let path = folder + (group == "/" ? "" : group)
            return FileManager.default.fileExists(atPath: path) ? path : folder
        }
        if let line = lines.first(where: { $0[1].split(separator: ",").contains("cpu") }) {
            let own = directory("\(root)/\(line[1])", line[2])
            return FileManager.default.fileExists(atPath: own + "/cpu.cfs_quota_us")
                ? (own, own, false) : nil
        }
        guard let line = lines.first(where: { $0[0] == "0" && $0[1].isEmpty }) else { return nil }
        let own = directory(root, line[2])
        var parent = own
        while parent.hasPrefix(root) {
            let passed = try? String(
                contentsOfFile: parent + "/cgroup.subtree_control", encoding: .utf8)
            if passed?.split(whereSeparator: \.isWhitespace).contains("cpu") ?? false {
                return (parent, own, true)
            }
            parent = (parent as NSString).deletingLastPathComponent
        }
        return nil
    }

    /// Checks that the group can be made, and leaves none.
    func check() throws(Problem) {
        do { try make() } catch { throw refusal("\(error)") }
        remove()
    }

    private func refusal(_ reason: String) -> Problem {
        Problem(
            "no permission for cgroups: \(path) can't be made (\(reason))",
            remedy: "run as root, or in a cgroup that is delegated to you: systemd-run --user"
                + " --scope -p Delegate=yes swift test")
    }

    private func make() throws {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw Problem(String(cString: strerror(errno)), remedy: "")
        }
    }

    /// Makes the group, and moves processes into it.
    ///
    /// - Parameters:
    ///   - cores: the processor time a second that all of them get together.
    ///   - processes: looks them up; they may become more meanwhile.
    /// - Returns: the processes in it.
    func limit(
        to cores: Double, _ processes: () throws(Problem) -> [Int32]
    ) throws(Problem) -> [Int32] {
        do {
            try make()
            let quota = max(1_000, Int((cores * Double(Self.period)).rounded()))
            if isVersion2 {
                try write("\(quota) \(Self.period)", to: "cpu.max")
            } else {
                try write("\(Self.period)", to: "cpu.cfs_period_us")
                try write("\(quota)", to: "cpu.cfs_quota_us")
            }
        } catch {
            remove()
            throw refusal("\(error)")
        }
        // A process that is started meanwhile is its parent's group's: the next round finds it.
        for _ in 0..<10 {
            let inside = Set(members)
            let outside = try processes().filter { !inside.contains($0) }
            if outside.isEmpty { break }
            for process in outside { try? write("\(process)", to: "cgroup.procs") }
        }
        return members.sorted()
    }

    /// Lifts the limit, moves the processes back and removes the group.
    func lift() {
        try? write(isVersion2 ? "max" : "-1", to: isVersion2 ? "cpu.max" : "cpu.cfs_quota_us")
        for process in members {
            try? Self.write("\(process)", to: origin + "/cgroup.procs")
        }
        remove()
    }

    private func remove() { rmdir(path) }

    private var members: [Int32] {
        let text = try? String(contentsOfFile: path + "/cgroup.procs", encoding: .utf8)
        return (text ?? "").split(separator: "\n").compactMap { Int32($0) }
    }

    private func write(_ text: String, to name: String) throws {
        try Self.write(text, to: path + "/" + name)
    }

    /// Writes a file of the kernel, which takes a whole value by one call.
    private static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, Foundation.write(file, text, text.utf8.count) == text.utf8.count else {
            throw Problem(String(cString: strerror(errno)), remedy: "")
        }
    }
}

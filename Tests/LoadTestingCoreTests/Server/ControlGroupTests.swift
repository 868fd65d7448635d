import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct ControlGroupTests {
    /// A tree of files as that of cgroups.
    private func tree(_ files: [String: String]) throws -> String {
        let root = NSTemporaryDirectory() + "cgroups-\(UUID().uuidString)"
        for (path, text) in files {
            let url = URL(filePath: root + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return root
    }

    @Test func `version 1 makes it in the test's own`() throws {
        let root = try tree(["cpu,cpuacct/a/cpu.cfs_quota_us": "-1"])
        defer { try? FileManager.default.removeItem(atPath: root) }
        let group = ControlGroup.next(cgroups: "4:memory:/b\n2:cpu,cpuacct:/a\n0::/\n", root: root)
        #expect(group?.path.hasPrefix(root + "/cpu,cpuacct/a/loadtesting-") == true)
    }

    @Test func `version 2 makes it in the nearest one that passes the controller on`() throws {
        let root = try tree([
            "cgroup.subtree_control": "cpu memory\n",
            "u/cgroup.subtree_control": "memory pids cpu\n",
            "u/s/cgroup.subtree_control": "\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: root) }
        let group = ControlGroup.next(cgroups: "0::/u/s\n", root: root)
        #expect(group?.path.hasPrefix(root + "/u/loadtesting-") == true)
    }

    @Test func `where none passes it on, there is none`() throws {
        let root = try tree(["s/cgroup.subtree_control": "memory\n", "cgroup.subtree_control": ""])
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(ControlGroup.next(cgroups: "0::/s\n", root: root) == nil)
        #expect(ControlGroup.next(cgroups: nil, root: root) == nil)
    }

    @Test func `a group that can't be made is refused with the remedy`() throws {
        let root = try tree(["cgroup.subtree_control": "cpu"])
        let group = try #require(ControlGroup.next(cgroups: "0::/\n", root: root))
        try FileManager.default.removeItem(atPath: root)
        let problem = #expect(throws: Problem.self) { try group.check() }
        #expect(problem?.message.contains("no permission for cgroups: \(root)/loadtesting") == true)
        #expect(problem?.remedy.contains("Delegate=yes") == true)
    }
}

import CLoadTestingSystem
import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite(.serialized, .timeLimit(.minutes(1))) struct ProcessTreeTests {
    /// A shell that has a child, which has one, too.
    private final class Family {
        private let shell = Process()
        private var instant: Int64 = 0

        init() throws {
            shell.executableURL = URL(filePath: "/bin/sh")
            // Each shell waits for what it has in front, and so ends on its own. The test's signals
            // are blocked in it, and `wait` of what is behind would not hear of an end.
            shell.arguments = ["-c", "sh -c 'sleep 60; :'; :"]
            // If the test's process crashes nobody may wait for these, who hold its output.
            shell.standardInput = FileHandle.nullDevice
            shell.standardOutput = FileHandle.nullDevice
            shell.standardError = FileHandle.nullDevice
            try shell.run()
        }

        var root: Int32 { shell.processIdentifier }

        /// The members of a tree, searched for again: each time is far enough from the last for any
        /// cost.
        func members(of tree: inout ProcessTree) -> [clt_process_use] {
            instant += 1_000_000_000_000
            return tree.processes(at: instant)
        }

        /// Ends what is in a tree, and waits for the shell.
        func end(_ tree: inout ProcessTree) {
            for process in members(of: &tree).reversed() { kill(process.identifier, SIGKILL) }
            shell.waitUntilExit()
        }
    }

    @Test func `a tree has what came of the root, until it ends`() async throws {
        let family = try Family()
        var tree = ProcessTree(root: family.root)
        let isWhole = await eventually(within: .seconds(10)) {
            // A shell that was forked is called so until it runs its program.
            family.members(of: &tree).map(\.nameText) == ["sh", "sh", "sleep"]
        }
        #expect(isWhole && family.members(of: &tree).first?.identifier == family.root)
        #expect(!tree.rootHasEnded)
        family.end(&tree)
        #expect(tree.rootHasEnded)
        // A process that was killed ends with its next turn.
        let isOver = await eventually(within: .seconds(10)) {
            family.members(of: &tree).allSatisfy { $0.has_ended && $0.identifier != family.root }
        }
        #expect(isOver)
    }

    @Test func `what was given to a supervisor is in the tree, too`() async throws {
        let family = try Family()
        let other = try Family()
        var tree = ProcessTree(root: family.root, supervisor: other.root)
        let isWhole = await eventually(within: .seconds(10)) {
            family.members(of: &tree).count == 5
        }
        #expect(isWhole)
        #expect(!family.members(of: &tree).contains { $0.identifier == other.root })
        family.end(&tree)
        var rest = ProcessTree(root: other.root)
        other.end(&rest)
    }

    @Test func `no root is no tree, and one that does not exist has ended`() {
        var none = ProcessTree(root: nil)
        #expect(!none.rootHasEnded)
        let nobody = none.processes(at: 0)
        #expect(nobody.isEmpty)
        var gone = ProcessTree(root: .max)
        #expect(gone.rootHasEnded)
        let ended = gone.processes(at: 0)
        #expect(ended.isEmpty)
    }
}

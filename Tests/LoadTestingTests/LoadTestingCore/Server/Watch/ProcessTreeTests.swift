import CLoadTesting
import Foundation
import Testing

@testable import LoadTestingCore

@Suite(.serialized, .timeLimit(.minutes(1))) struct ProcessTreeTests {
    /// A shell that has a child, which has one, too.
    private static func family() throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "sh -c 'sleep 60 & wait' & wait"]
        try process.run()
        return process
    }

    /// Ends what is left of a tree.
    private static func end(_ tree: inout ProcessTree) {
        for process in tree.processes(at: .max) { kill(process.identifier, SIGKILL) }
    }

    @Test func `a tree has what came of the root, until it ends`() async throws {
        let family = try Self.family()
        let root = family.processIdentifier
        var tree = ProcessTree(root: root)
        var instant: Int64 = 0
        let isWhole = await eventually(within: .seconds(10)) {
            // Each is far enough from the last for any cost.
            instant += 1_000_000_000_000
            // A shell that was forked is called so until it runs its program.
            return tree.processes(at: instant).map(\.nameText) == ["sh", "sh", "sleep"]
        }
        let processes = tree.processes(at: instant + 1_000_000_000_000)
        #expect(isWhole && processes.first?.identifier == root)
        #expect(!tree.rootHasEnded)
        for process in processes.reversed() { kill(process.identifier, SIGKILL) }
        family.waitUntilExit()
        #expect(tree.rootHasEnded)
        let rest = tree.processes(at: .max)
        #expect(rest.allSatisfy { $0.has_ended && $0.identifier != root })
    }

    @Test func `what was given to a keeper is in the tree, too`() async throws {
        let family = try Self.family()
        let other = try Self.family()
        var tree = ProcessTree(
            root: family.processIdentifier, keeper: other.processIdentifier)
        var instant: Int64 = 0
        let isWhole = await eventually(within: .seconds(10)) {
            instant += 1_000_000_000_000
            return tree.processes(at: instant).count == 5
        }
        #expect(isWhole)
        let processes = tree.processes(at: instant)
        #expect(!processes.contains { $0.identifier == other.processIdentifier })
        Self.end(&tree)
        kill(other.processIdentifier, SIGKILL)
        family.waitUntilExit()
        other.waitUntilExit()
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

import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct SourceCommitTests {
    private static let commit = String(repeating: "a1", count: 20)
    private static let other = String(repeating: "b2", count: 20)

    @Test(arguments: ["GITHUB_SHA", "CI_COMMIT_SHA"])
    func `a CI system names the commit`(variable: String) {
        #expect(SourceCommit.current([variable: Self.commit], in: "/") == Self.commit)
    }

    @Test func `a variable that is no commit is ignored`() {
        #expect(SourceCommit.current(["GITHUB_SHA": "main"], in: "/") == nil)
        #expect(SourceCommit.current(["GITHUB_SHA": ""], in: "/") == nil)
    }

    @Test(arguments: [
        [".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": "\(commit)\n"],
        [".git/HEAD": "\(commit)\n"],
        [
            ".git/HEAD": "ref: refs/heads/main\n",
            ".git/packed-refs":
                "# pack-refs\n\(other) refs/heads/x/main\n\(commit) refs/heads/main\n",
        ],
        [
            ".git": "gitdir: store/worktrees/a\n", "store/worktrees/a/HEAD": "ref: refs/heads/a\n",
            "store/worktrees/a/commondir": "../..\n", "store/refs/heads/a": "\(commit)\n",
        ],
    ])
    func `the commit is read from the repository around a folder`(files: [String: String]) throws {
        let folder = try TemporaryFolder(files.merging(["a/b/file": ""]) { $1 })
        #expect(SourceCommit.current([:], in: folder.path("a/b")) == Self.commit)
    }

    @Test func `a repository without a commit, or with a strange head, has none`() throws {
        for head in ["ref: refs/heads/main\n", "ref: ../../secret\n", "", "\u{ff}"] {
            let folder = try TemporaryFolder([".git/HEAD": head])
            #expect(SourceCommit.current([:], in: folder.path("")) == nil)
        }
    }
}

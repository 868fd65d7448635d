import Foundation
import LoadTestingCore
import Testing

@testable import LoadTesting

/// The file that load tests of all users share, and other files put in its place.
@Suite struct MachineLockTests {
    private let folder: URL
    private let path: String
    private var lock: MachineLock { MachineLock(path: path) }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("lock").path
    }

    private func clear() { try? FileManager.default.removeItem(at: folder) }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        lstat(path, &status)
        return status.st_mode & 0o7777
    }

    private func text(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// Whether a second lock is refused while the first is held, and given afterwards.
    private func expectExclusion(_ lock: MachineLock) throws {
        guard let held = try lock.take(note: "process 1\n") else {
            Issue.record("the lock was not free")
            return
        }
        #expect(try !isFree(lock))
        held.letGo()
        #expect(try isFree(lock))
    }

    private func isFree(_ lock: MachineLock) throws -> Bool {
        guard let held = try lock.take(note: "process 2\n") else { return false }
        held.letGo()
        return true
    }

    @Test func oneAtATime() throws {
        defer { clear() }
        try expectExclusion(lock)
    }

    @Test func onlyTheOwnerMayWriteAndEverybodyMayWait() throws {
        defer { clear() }
        let mask = umask(0o077)
        let held = try lock.take(note: "process 7, \"a\"\n")
        umask(mask)
        #expect(mode(path) == 0o644)
        #expect(text(path) == "process 7, \"a\"\n")
        held?.letGo()
        // What is left behind is about nobody.
        #expect(text(path) == "")
    }

    /// A file of an earlier version, which everybody could write, or one that nobody else can read:
    /// others would lock the folder, and load at the same time.
    @Test(arguments: [0o666, 0o600] as [mode_t])
    func fileOfOnesOwnIsReadableAndClosed(_ mode: mode_t) throws {
        defer { clear() }
        try "".write(toFile: path, atomically: false, encoding: .utf8)
        chmod(path, mode)
        try expectExclusion(lock)
        #expect(self.mode(path) == 0o644)
    }

    /// Somebody else's file is neither followed to, nor written, nor opened up; and all those who
    /// find it there still come one after the other.
    @Test(arguments: ["symbolic link", "dangling link", "hard link", "pipe", "directory"])
    func whatStandsInItsPlaceIsLeftAlone(_ kind: String) throws {
        defer { clear() }
        let victim = folder.appendingPathComponent("victim").path
        try "precious\n".write(toFile: victim, atomically: false, encoding: .utf8)
        chmod(victim, 0o600)
        switch kind {
        case "symbolic link": symlink(victim, path)
        case "dangling link": symlink(folder.appendingPathComponent("new").path, path)
        case "hard link": link(victim, path)
        case "pipe": mkfifo(path, 0o666)
        default: mkdir(path, 0o777)
        }
        try expectExclusion(lock)
        #expect(text(victim) == "precious\n")
        #expect(mode(victim) == 0o600)
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("new").path))
    }

    /// Cleaning up removes it; nobody must load beside those who still hold the old one for long.
    @Test func removedFileIsMadeAgain() throws {
        defer { clear() }
        let old = try lock.take(note: "process 1\n")
        unlink(path)
        try expectExclusion(lock)
        old?.letGo()
        #expect(try isFree(lock))
    }

    @Test func noFolderNoLock() {
        defer { clear() }
        #expect(throws: MachineLock.Unusable.self) {
            _ = try isFree(MachineLock(path: "/nonexistent/lock"))
        }
    }

    #if os(Linux)
        /// Another user's file: read, locked, never written; who holds it is known all the same.
        ///
        /// Only root can be two users.
        @Test(.enabled(if: geteuid() == 0)) func fileOfAnotherUserIsOnlyLocked() throws {
            defer { clear() }
            try "process 1, \"old\"\n".write(toFile: path, atomically: false, encoding: .utf8)
            chmod(path, 0o644)
            chown(path, 61_234, 61_234)
            let held = try lock.take(note: "process 7\n")
            #expect(text(path) == "process 1, \"old\"\n")
            #expect(lock.holder.hasPrefix("process \(getpid()) of user "))
            #expect(try !isFree(lock))
            held?.letGo()
            #expect(text(path) == "process 1, \"old\"\n")
            try expectExclusion(lock)
        }
    #endif
}

#if os(Linux)
    import Foundation
    import Glibc
    import LoadTestingMacrosFree
    import Testing

    @testable import LoadTestingCore

    @Suite struct FillDiskTests {
        /// A file system of 4 MiB; `nil` where this user may mount none.
        private static func smallDisk() throws -> String? {
            let path = NSTemporaryDirectory() + "disk-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            if mount("tmpfs", path, "tmpfs", 0, "size=4m") == 0 { return path }
            try FileManager.default.removeItem(atPath: path)
            return nil
        }

        private func writeMegabyte(in path: String) throws {
            let file = path + "/file"
            defer { try? FileManager.default.removeItem(atPath: file) }
            try Data(count: 1 << 20).write(to: URL(filePath: file))
        }

        /// Whether this user may mount one.
        private static let canMount: Bool = {
            guard let path = try? smallDisk() else { return false }
            umount(path)
            try? FileManager.default.removeItem(atPath: path)
            return true
        }()

        @Test(.enabled(if: canMount)) func `a small disk is full until it is undone`() throws {
            let path = try #require(try Self.smallDisk())
            defer {
                umount(path)
                try? FileManager.default.removeItem(atPath: path)
            }
            try writeMegabyte(in: path)
            let action = FillDisk(at: path, leaving: .kibibytes(512)).eventAction
            try action.check()
            try writeMegabyte(in: path)
            let effect = try action.body()
            #expect(throws: (any Error).self) { try writeMegabyte(in: path) }
            try Data(count: 256 << 10).write(to: URL(filePath: path + "/small"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["small"])
            effect.undo?()
            try writeMegabyte(in: path)
        }

        @Test func `a large disk, and one that is not there, are refused`() throws {
            let missing = #expect(throws: Problem.self) {
                try FillDisk(at: "/no/such/place").eventAction.check()
            }
            #expect(missing?.message.contains("/no/such/place can't be filled") == true)
            let root = #expect(throws: Problem.self) {
                try FillDisk(at: "/").eventAction.check()
            }
            #expect(root.map { !$0.remedy.isEmpty } == true)
        }
    }
#endif

import Foundation

/// What a server writes, kept in a file that is unlinked from the start and so is never left over.
final class ServerLog: Sendable {
    let descriptor: Descriptor

    init() throws {
        let directory = FileManager.default.temporaryDirectory
        let path = directory.appendingPathComponent("server-\(UUID().uuidString).log").path
        let flags = O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC
        descriptor = try Descriptor("open \(path)", open(path, flags, 0o600))
        unlink(path)
    }

    /// All text so far; of more than a mebibyte only the end.
    var text: String {
        let size = Int(lseek(descriptor.number, 0, SEEK_END))
        let length = min(size, 1 << 20)
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let start = off_t(size - length)
            count = max(0, pread(descriptor.number, buffer.baseAddress, length, start))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last twenty lines, without an empty one at the end.
    var lastLines: String {
        text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }
}

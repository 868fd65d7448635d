import Foundation
import LoadTestingMacrosFree
import Synchronization

/// The output of a server, of both descriptors: a file in a directory of its own.
///
/// The file is removed with the last reference, unless the server failed and has written more than
/// the message about it shows.
package final class ServerLog: Sendable {
    /// The number of lines that a message shows.
    package static let shownLines = 20
    private static let longestLine = 400

    package let path: String
    let directory: String
    let descriptor: Int32
    private let isKept = Mutex(false)

    /// - Throws: an error when no file can be made in the directory of temporary files.
    init(named name: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("loadtesting-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        directory = folder.path
        path = folder.appendingPathComponent(name + ".log").path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            try? FileManager.default.removeItem(at: folder)
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
    }

    deinit {
        close(descriptor)
        if isKept.withLock({ $0 }) { return }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// All text so far; of more than a mebibyte only the end.
    package var text: String { end(1 << 20) }

    /// The last lines for a message, secrets removed and long ones cut.
    package var lastLines: [String] {
        var text = end(Redaction.longestText)[...]
        // Text before the first whole line may be a secret whose name was cut off.
        if text.utf8.count >= Redaction.longestText {
            let line = text.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
            text = text[line...]
        }
        return Redaction.lines(String(text)).suffix(Self.shownLines).map {
            $0.printable(upTo: Self.longestLine)
        }
    }

    /// Keeps the file permanently if it holds more than ``lastLines``, and returns whether it does.
    package func keepIfLong() -> Bool {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        guard lines.count > Self.shownLines else { return false }
        isKept.withLock { $0 = true }
        return true
    }

    /// The bytes from an offset on, at most a number of them.
    func bytes(from offset: Int, atMost length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, length, off_t(offset)))
        }
    }

    private func end(_ length: Int) -> String {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return "" }
        let size = Int(status.st_size)
        let start = max(0, size - length)
        return String(decoding: bytes(from: start, atMost: size - start), as: UTF8.self)
    }
}

import Foundation

/// A file that is written beside its place, with `.partial` behind its name, until it is complete.
///
/// Written to by one thread at a time.
final class OutputFile: Sendable {
    /// The reason that a file can't be written, in the system's words.
    struct Failure: Error, Hashable {
        var reason: String

        /// The system's last error.
        static var last: Failure { Failure(reason: String(cString: strerror(errno))) }
    }

    let path: String
    private let descriptor: Int32

    private var partialPath: String { "\(path).partial" }

    /// Creates the file, and the folders that it is in.
    ///
    /// - Parameter path: absolute, or from the working directory.
    init(_ path: String) throws(Failure) {
        self.path = path
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(reason: "its folder can't be made: \(error.localizedDescription)")
        }
        var status = stat()
        if path.hasSuffix("/") || stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
            throw Failure(reason: "it is a folder")
        }
        descriptor = open("\(path).partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last }
    }

    deinit { close(descriptor) }

    /// Appends bytes, all of them or as many as there is room for.
    func write(_ bytes: [UInt8]) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .last }
            start += written
        }
    }

    /// Gives the file its name, in place of an older one.
    func complete() throws(Failure) {
        guard rename(partialPath, path) == 0 else { throw .last }
    }

    /// Removes the file; an older one stays.
    func discard() { unlink(partialPath) }
}

import Foundation
import LoadTestingCore

/// The lock that load tests of all processes and users of a machine take one after the other.
///
/// A file that everyone may read and only its owner may write: a lock needs no more, so no user's
/// file is ever opened to others, overwritten or emptied by another user. Where something else has
/// been put in its place, such as a link to another file, the directory itself is locked, which
/// can't be replaced. The system releases a lock when a process ends, in any way.
struct MachineLock {
    /// A held lock, until it is released.
    struct Held: ~Copyable {
        fileprivate let descriptor: Int32
        /// Open where the file is the user's own: it names the holder of the lock.
        fileprivate let note: Int32?

        /// Releases the lock.
        consuming func letGo() {
            if let note {
                ftruncate(note, 0)
                close(note)
            }
            close(descriptor)
        }
    }

    let path: String

    /// Takes the lock when it is free.
    ///
    /// - Parameter note: the holder as shown to others, one line.
    /// - Returns: `nil` when another process holds it.
    /// - Throws: `Unusable` when neither the file nor its directory can be locked.
    func take(note: String) throws -> Held? {
        // A clean-up may have removed the file between its opening and its lock.
        for _ in 0..<Self.attempts {
            let descriptor = try open()
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return nil
            }
            if isCurrent(descriptor) {
                return Held(descriptor: descriptor, note: write(note, besides: descriptor))
            }
            close(descriptor)
        }
        throw Unusable(path: path)
    }

    /// Neither the file nor its directory can be locked.
    struct Unusable: Error {
        let path: String
    }

    /// The holder of the lock: the line that it wrote, where it could and still runs, or the
    /// system's answer.
    var holder: String {
        guard let descriptor = try? open() else { return "process unknown" }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        let line = line(of: descriptor)
        guard let process = LockHolder.process(ofInode: UInt64(status.st_ino)) else {
            return line ?? "process unknown"
        }
        let name = "process \(process)"
        // A line left behind by another process is not about this one.
        if let line, line == name || line.hasPrefix("\(name),") { return line }
        return name + (LockHolder.user(of: process).map { " of user \($0)" } ?? "")
    }

    private static let attempts = 5
    private static let longestLine = 200
}

// MARK: - The file

extension MachineLock {
    private var directory: String { (path as NSString).deletingLastPathComponent }

    private func open() throws -> Int32 {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        var file = Foundation.open(path, flags)
        if file < 0, errno == ENOENT {
            file = Foundation.open(path, flags | O_CREAT | O_EXCL, 0o644)
            // Independent of the umask: others have to open it to wait.
            if file >= 0 { fchmod(file, 0o644) }
            if file < 0, errno == EEXIST { file = Foundation.open(path, flags) }
        }
        if file >= 0 {
            if isOrdinary(file) { return file }
            close(file)
        }
        let folder = Foundation.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Unusable(path: path) }
        return folder
    }

    /// Whether it is a file of one name: no pipe, no device, no second name of another file.
    private func isOrdinary(_ file: Int32) -> Bool {
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_nlink == 1
    }

    /// Whether the locked file is the one that the next process will open.
    private func isCurrent(_ descriptor: Int32) -> Bool {
        guard let next = try? open() else { return false }
        defer { close(next) }
        return Self.isSame(descriptor, next)
    }

    private static func isSame(_ one: Int32, _ other: Int32) -> Bool {
        var (first, second) = (stat(), stat())
        return fstat(one, &first) == 0 && fstat(other, &second) == 0
            && first.st_ino == second.st_ino && first.st_dev == second.st_dev
    }

    /// Writes the holder of the lock into a file of one's own, and into no other.
    private func write(_ note: String, besides descriptor: Int32) -> Int32? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid()
        else { return nil }
        let file = Foundation.open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        guard Self.isSame(file, descriptor) else {
            close(file)
            return nil
        }
        // Made by an earlier version, it could be written by everyone; made by hand, others might
        // not be able to read it, and would not wait.
        if status.st_mode & 0o777 != 0o644 { fchmod(file, 0o644) }
        ftruncate(file, 0)
        _ = note.withCString { pwrite(file, $0, strlen($0), 0) }
        return file
    }

    /// The line in the file, which any user may have written, cut and without control characters.
    private func line(of descriptor: Int32) -> String? {
        var text = [UInt8](repeating: 0, count: Self.longestLine)
        let count = pread(descriptor, &text, text.count, 0)
        let line = text.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self).printable
    }
}

import Foundation
public import LoadTestingMacrosFree

/// A full disk: a file that takes what a small file system has left.
///
/// ```swift
/// // mount -t tmpfs -o size=32m tmpfs /var/lib/app/uploads
/// At(.seconds(10), named: "full") { FillDisk(at: "/var/lib/app/uploads", for: .seconds(5)) }
/// ```
///
/// The file has no name and is gone after the time, at the end of the load, and with the test's
/// process. File systems with more than 256 MiB left are refused before the load: a full disk of
/// the machine is no experiment.
public struct FillDisk: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// The maximum that is taken.
    private static let maxBytes: Int64 = 256 << 20

    /// Describes a file that fills a file system.
    ///
    /// - Parameters:
    ///   - path: a directory of it, in which files can be made.
    ///   - rest: the space to be left. Default: none.
    ///   - duration: the time after which the space is free again, more than zero. Default: the end
    ///     of the load.
    public init(
        at path: String, leaving rest: ByteAmount = .bytes(0), for duration: Duration? = nil
    ) {
        let length = duration.map { " for \($0.text)" } ?? ""
        eventAction = EventAction("fill the disk at \(path)\(length)", for: duration) {
            () throws(Problem) in
            _ = try Self.space(at: path)
            close(try Self.open(in: path))
        } body: {
            let file = try Self.open(in: path)
            do throws(Problem) {
                try Self.fill(file, with: Self.space(at: path) - rest.bytes, at: path)
            } catch {
                close(file)
                throw error
            }
            return EventAction.Effect { close(file) }
        }
    }

    /// The bytes that the file system of a directory has left.
    private static func space(at path: String) throws(Problem) -> Int64 {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { throw refusal(path, "can't be filled") }
        let bytes = Int64(facts.f_bavail) * Int64(facts.f_frsize)
        guard bytes <= maxBytes else {
            throw Problem(
                "the file system of \(path) has \(ByteAmount.bytes(bytes)) left",
                remedy: "use a small one, of at most \(ByteAmount.bytes(maxBytes)): mount -t"
                    + " tmpfs -o size=32m tmpfs \(path)")
        }
        return bytes
    }

    /// Opens a file without a name, which is gone when it is closed, also by the process's end.
    private static func open(in path: String) throws(Problem) -> Int32 {
        let name = "\(path)/.loadtesting-\(UUID().uuidString)"
        let file = Foundation.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refusal(path, "takes no file") }
        unlink(name)
        return file
    }

    private static func fill(_ file: Int32, with bytes: Int64, at path: String) throws(Problem) {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var rest = bytes
        while rest > 0 {
            let count = write(file, zeros, min(zeros.count, Int(rest)))
            if count < 0, errno == EINTR { continue }
            // It is full: others have written, too.
            if count < 0, errno == ENOSPC { return }
            guard count > 0 else { throw refusal(path, "can't be filled") }
            rest -= Int64(count)
        }
    }

    private static func refusal(_ path: String, _ what: String) -> Problem {
        Problem(
            "\(path) \(what): \(String(cString: strerror(errno)))",
            remedy: "name a directory that this user may write to")
    }
}

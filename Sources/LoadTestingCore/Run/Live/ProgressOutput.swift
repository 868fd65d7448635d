import CLoadTestingSystem
import Foundation

/// Lines of progress in a file or at a descriptor, for who follows a run while its own output is
/// held back: `LOADTESTING_PROGRESS`.
///
/// Nobody has to read them: a line that would have to wait is left out.
final class ProgressOutput: Sendable {
    /// The system's reason for which there is no such output.
    struct Failure: Error, Hashable {
        var reason: String
    }

    private let descriptor: Int32
    private let isOwn: Bool

    /// - Parameter place: a path, or `fd:` and the number of a descriptor.
    init(_ place: String) throws(Failure) {
        if place.hasPrefix("fd:") {
            guard let number = Int32(place.dropFirst(3)), number >= 0,
                fcntl(number, F_GETFL) >= 0, fcntl(number, F_GETFL) & O_ACCMODE != O_RDONLY
            else { throw Failure(reason: "no descriptor that can be written to") }
            descriptor = number
            isOwn = false
        } else {
            descriptor = open(
                place, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o644)
            guard descriptor >= 0 else {
                throw Failure(reason: String(cString: strerror(errno)).loweredFirst)
            }
            isOwn = true
        }
    }

    deinit { if isOwn { close(descriptor) } }

    /// Writes a line, unless it would have to wait.
    func write(line: String) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, 0) == 1, waiting.revents & Int16(POLLOUT) != 0 else { return }
        // A pipe that has room takes as many bytes in one piece.
        let bytes = (Array(line.utf8.prefix(500)) + [10]).map { CChar(bitPattern: $0) }
        clt_write(descriptor, bytes, bytes.count)
    }
}

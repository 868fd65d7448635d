import Foundation
import LoadTestingMacrosFree

/// A file read piece by piece into one piece of memory, whatever its size.
struct JTLBuffer: ~Copyable {
    /// The maximum bytes of a row: what is longer is a quote that was never closed.
    static let maxRowBytes = 1 << 20

    /// The bytes that were read and not used.
    var unused: Range<Int> { start..<end }
    /// The bytes; those of a range that is unused are valid.
    let base: UnsafeMutablePointer<UInt8>
    /// Whether the file has no more bytes.
    private(set) var isAtEnd = false

    private let descriptor: Int32
    private let name: String
    private var start = 0
    private var end = 0

    /// Opens a file.
    ///
    /// - Throws: `Problem` when it can't be opened.
    init(_ path: String) throws(Problem) {
        name = path.printable
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        base = .allocate(capacity: Self.maxRowBytes)
        guard descriptor >= 0 else { throw Self.problem(name) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        base.deallocate()
    }

    /// Forgets the bytes in front of a place.
    mutating func use(upTo place: Int) { start = place }

    /// Reads more bytes behind the unused ones, which move to the beginning.
    ///
    /// - Returns: whether there was room for any, and the file had them.
    mutating func fill() throws(Problem) -> Bool {
        if start > 0 {
            memmove(base, base + start, end - start)
            (start, end) = (0, end - start)
        }
        let before = end
        while end < Self.maxRowBytes, !isAtEnd {
            let count = read(descriptor, base + end, Self.maxRowBytes - end)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.problem(name) }
            isAtEnd = count == 0
            end += count
        }
        return end > before
    }

    private static func problem(_ name: String) -> Problem {
        Problem(
            "\(name) can't be read: \(String(cString: strerror(errno)))",
            remedy: "name a file that exists and may be read")
    }
}

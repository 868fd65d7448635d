#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A line of a request's head in the bytes of a connection; all texts are compared without case.
///
/// The comparisons end at the line feed at the latest, which no text to compare with has.
struct HeadLine {
    let start: UnsafeRawPointer

    /// The number of bytes before the line feed and the carriage return, if there is one.
    private let length: Int

    /// Takes the next line with its line feed, or is nil while that has not arrived.
    init?(consuming bytes: inout Slice<UnsafeRawBufferPointer>) {
        guard let base = bytes.base.baseAddress else { return nil }
        start = base + bytes.startIndex
        guard let feed = memchr(start, 0x0A, bytes.endIndex - bytes.startIndex) else { return nil }
        let end = UnsafeRawPointer(feed)
        let hasReturn = end > start && (end - 1).load(as: UInt8.self) == 0x0D
        length = end - start - (hasReturn ? 1 : 0)
        bytes = bytes.base[(end + 1 - base)..<bytes.endIndex]
    }

    /// Whether this is the line that ends a head.
    var isEmpty: Bool { length == 0 }

    /// The first letter, as a capital.
    var initial: Unicode.Scalar { Unicode.Scalar(start.load(as: UInt8.self) & 0xDF) }

    /// Whether the line begins with `text`.
    func begins(with text: StaticString) -> Bool {
        matches(text, at: 0)
    }

    /// Whether the line begins with `text`, followed by one of some ASCII characters.
    func begins(with text: StaticString, before next: StaticString) -> Bool {
        guard matches(text, at: 0), text.utf8CodeUnitCount < length else { return false }
        let byte = start.load(fromByteOffset: text.utf8CodeUnitCount, as: UInt8.self)
        return memchr(next.utf8Start, Int32(byte), next.utf8CodeUnitCount) != nil
    }

    /// Whether the line ends with `text`.
    func ends(with text: StaticString) -> Bool {
        length >= text.utf8CodeUnitCount && matches(text, at: length - text.utf8CodeUnitCount)
    }

    /// The number that follows `name`, at most a billion.
    func number(after name: StaticString) -> Int? {
        guard begins(with: name) else { return nil }
        let digits = (start + name.utf8CodeUnitCount).assumingMemoryBound(to: CChar.self)
        return min(max(0, strtol(digits, nil, 10)), 1_000_000_000)
    }

    private func matches(_ text: StaticString, at offset: Int) -> Bool {
        let here = (start + offset).assumingMemoryBound(to: CChar.self)
        let there = UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
        return strncasecmp(here, there, text.utf8CodeUnitCount) == 0
    }
}

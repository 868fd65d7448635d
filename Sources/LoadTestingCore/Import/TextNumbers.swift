import Foundation

/// Numbers of texts by their bytes, found without making a text of them.
struct TextNumbers {
    private struct Entry {
        var hash: UInt64
        var start: Int
        var count: Int
        var number: Int32
    }

    /// The bytes of all texts, one behind the other.
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// Places in `entries`, -1 where nothing is; open addressing with linear probing.
    private var slots: [Int32]

    /// The maximum number of texts that are kept.
    private static let maxCount = 4_096

    init() { slots = Array(repeating: -1, count: 4 * Self.maxCount) }

    /// The number of a text, a new one where it is not known.
    ///
    /// - Parameters:
    ///   - text: any bytes.
    ///   - make: makes the number of an unknown text; called each time once there are too many.
    mutating func number(
        of text: UnsafeBufferPointer<UInt8>, make: () -> Int32
    ) -> Int32 {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash & UInt64(slots.count - 1))
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, isEqual(entry, text) { return entry.number }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = make()
        guard entries.count < Self.maxCount else { return number }
        slots[slot] = Int32(entries.count)
        entries.append(
            Entry(hash: hash, start: bytes.count, count: text.count, number: number))
        bytes.append(contentsOf: text)
        return number
    }

    private func isEqual(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.count == text.count else { return false }
        guard let base = text.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer {
            $0.baseAddress.map { memcmp($0 + entry.start, base, entry.count) == 0 } ?? false
        }
    }

    /// FNV-1a over words of eight bytes, mixed at the end.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0x0000_0100_0000_01b3
            hash ^= hash >> 29
            index += 8
        }
        while index < raw.count {
            hash = (hash ^ UInt64(raw[index])) &* 0x0000_0100_0000_01b3
            index += 1
        }
        hash = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
        return hash ^ (hash >> 29)
    }
}

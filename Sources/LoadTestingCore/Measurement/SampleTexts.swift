/// Texts that samples refer to by number, in one block of bytes.
package struct SampleTexts: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    package init() {}

    /// Appends a text and returns its number.
    package mutating func append(_ text: String) -> Int32 {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
        return Int32(ends.count - 1)
    }

    /// A text by its number; empty for -1.
    package subscript(number: Int32) -> ArraySlice<UInt8> {
        guard number >= 0 else { return [] }
        let index = Int(number)
        return bytes[(index > 0 ? ends[index - 1] : 0)..<ends[index]]
    }

    /// Forgets all texts and keeps their memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

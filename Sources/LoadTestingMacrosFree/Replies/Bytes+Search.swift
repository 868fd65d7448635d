extension [UInt8] {
    /// Whether a text's bytes occur in these.
    package func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

    /// Whether some bytes occur in these.
    package func holds(_ wanted: [UInt8]) -> Bool { range(of: wanted, from: 0) != nil }

    /// The first occurrence of some bytes, from an index on.
    package func range(of wanted: [UInt8], from lowest: Int) -> Range<Int>? {
        withUnsafeBufferPointer { $0.range(of: wanted, from: lowest) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first occurrence of some bytes, from an index on.
    func range(of wanted: [UInt8], from lowest: Int) -> Range<Int>? {
        wanted.withUnsafeBufferPointer { wanted in
            guard let first = wanted.first else { return lowest..<lowest }
            guard count - lowest >= wanted.count else { return nil }
            for start in lowest...(count - wanted.count) where self[start] == first {
                var length = 1
                while length < wanted.count, self[start + length] == wanted[length] {
                    length += 1
                }
                if length == wanted.count { return start..<(start + length) }
            }
            return nil
        }
    }
}

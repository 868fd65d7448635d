/// Bytes in gzip's format (RFC 1952) and those around it, made by hand.
enum Gzip {
    /// Bytes that are stored as they are; 65,535 at most.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        wrapped(raw(bytes), of: bytes)
    }

    /// A member around compressed bytes.
    static func wrapped(_ compressed: [UInt8], of bytes: [UInt8]) -> [UInt8] {
        header + compressed + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
    }

    /// Stored bytes without a wrapper (RFC 1951).
    static func raw(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(bytes.count)
        return [1] + littleEndian(count) + littleEndian(~count) + bytes
    }

    /// Stored bytes in the wrapper of zlib (RFC 1950).
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let low = (sums.0 + UInt32(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return [0x78, 0x01] + raw(bytes) + littleEndian((high << 16 | low).byteSwapped)
    }

    /// Very many zeros in few bytes; the checksum is wrong.
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = Bits()
        // The last block, with the fixed codes of RFC 1951, 3.2.6.
        bits.append([1, 1, 0])
        // A literal zero, and then 258 bytes from one byte before, again and again.
        bits.append([0, 0, 1, 1, 0, 0, 0, 0])
        for _ in 0..<(count / 258) { bits.append([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]) }
        bits.append([0, 0, 0, 0, 0, 0, 0])
        return header + bits.bytes + [0, 0, 0, 0, 0, 0, 0, 0]
    }

    private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
            }
        }
    }

    /// Bits packed into bytes from the lowest one on.
    private struct Bits {
        var bytes: [UInt8] = []
        private var count = 0

        mutating func append(_ bits: [UInt8]) {
            for bit in bits {
                if count.isMultiple(of: 8) { bytes.append(0) }
                bytes[bytes.count - 1] |= bit << UInt8(count % 8)
                count += 1
            }
        }
    }
}

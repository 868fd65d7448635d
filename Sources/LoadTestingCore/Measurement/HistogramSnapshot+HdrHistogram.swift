import CLoadTesting

/// HdrHistogram's encoding, version 2, compressed: what its logs hold, in Base64 as `HIST…`.
///
/// The counters are those of a histogram from 1 µs to 1 h with 3 significant digits. Source:
/// `AbstractHistogram.encodeIntoCompressedByteBuffer` of HdrHistogram 2.1.
extension HistogramSnapshot {
    private static let cookie: UInt32 = 0x1c84_9303 | 0x10
    private static let compressedCookie: UInt32 = 0x1c84_9304 | 0x10

    /// The content, values in microseconds; `nil` when there is no memory.
    package var hdrEncoded: [UInt8]? {
        let payload = hdrCounters
        var plain: [UInt8] = []
        plain.reserveCapacity(40 + payload.count)
        plain.append(bigEndian: Self.cookie)
        plain.append(bigEndian: UInt32(payload.count))
        plain.append(bigEndian: UInt32(0))  // the offset of shifted counters
        plain.append(bigEndian: UInt32(3))  // significant digits
        plain.append(bigEndian: UInt64(1))
        plain.append(bigEndian: UInt64(clt_histogram_highest))
        plain.append(bigEndian: (1.0).bitPattern)
        plain += payload
        guard let compressed = Self.deflated(plain) else { return nil }
        var encoded: [UInt8] = []
        encoded.append(bigEndian: Self.compressedCookie)
        encoded.append(bigEndian: UInt32(compressed.count))
        return encoded + compressed
    }

    /// The counts in order, a run of zeros as its negative length; each as a zigzag number.
    private var hdrCounters: [UInt8] {
        var bytes: [UInt8] = []
        var next: Int32 = 0
        forEachCounter { slot, count in
            if slot > next { bytes.append(zigzag: Int64(next) - Int64(slot)) }
            bytes.append(zigzag: Int64(clamping: count))
            next = slot + 1
        }
        return bytes
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        let capacity = clt_deflate_bound(bytes.count)
        let deflated = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            count = clt_deflate(bytes, bytes.count, base, capacity)
        }
        return deflated.isEmpty ? nil : deflated
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a number as LEB128 of its zigzag form: 7 bits a byte, the ninth byte whole.
    fileprivate mutating func append(zigzag number: Int64) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        var length = 1
        while rest >= 128, length < 9 {
            append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
            length += 1
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}

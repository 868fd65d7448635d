/// A number of bytes, such as the memory of a server.
public struct ByteAmount: Hashable, Comparable, Codable, Sendable {
    /// The number of bytes.
    public var bytes: Int64

    /// Creates an amount from a number of bytes.
    public init(bytes: Int64) { self.bytes = bytes }

    /// This many bytes.
    public static func bytes(_ count: Int64) -> ByteAmount { ByteAmount(bytes: count) }

    /// This many times 1,000 bytes.
    public static func kilobytes(_ count: Double) -> ByteAmount { .times(count, 1e3) }

    /// This many times 1,000,000 bytes.
    public static func megabytes(_ count: Double) -> ByteAmount { .times(count, 1e6) }

    /// This many times 1,000,000,000 bytes.
    public static func gigabytes(_ count: Double) -> ByteAmount { .times(count, 1e9) }

    /// This many times 1,024 bytes.
    public static func kibibytes(_ count: Double) -> ByteAmount { .times(count, 1_024) }

    /// This many times 1,024² bytes.
    public static func mebibytes(_ count: Double) -> ByteAmount { .times(count, 1_048_576) }

    /// This many times 1,024³ bytes.
    public static func gibibytes(_ count: Double) -> ByteAmount { .times(count, 1_073_741_824) }

    /// Compares the amounts.
    public static func < (a: ByteAmount, b: ByteAmount) -> Bool { a.bytes < b.bytes }

    /// An amount that no `Int64` holds becomes −1, which no plan accepts.
    private static func times(_ count: Double, _ unit: Double) -> ByteAmount {
        ByteAmount(bytes: Int64(exactly: (count * unit).rounded()) ?? -1)
    }
}

extension ByteAmount: CustomStringConvertible {
    /// The amount with a binary unit, such as `14.6 KiB`.
    public var description: String { NumberText.bytes(bytes) }
}

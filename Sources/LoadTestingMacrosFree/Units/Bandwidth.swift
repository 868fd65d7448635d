/// The capacity of a line in a time, such as 10 Mbit/s.
///
/// Units are decimal, as lines are sold: a megabit is 1,000,000 bits.
public struct Bandwidth: Hashable, Comparable, Codable, Sendable {
    /// Bits in one second.
    public var bitsPerSecond: Double

    /// Creates a bandwidth from bits in a second.
    public init(bitsPerSecond: Double) { self.bitsPerSecond = bitsPerSecond }

    /// Creates a bandwidth from thousands of bits a second.
    public static func kilobitsPerSecond(_ count: Double) -> Bandwidth {
        Bandwidth(bitsPerSecond: count * 1e3)
    }

    /// Creates a bandwidth from millions of bits a second.
    public static func megabitsPerSecond(_ count: Double) -> Bandwidth {
        Bandwidth(bitsPerSecond: count * 1e6)
    }

    /// Creates a bandwidth from thousands of millions of bits a second.
    public static func gigabitsPerSecond(_ count: Double) -> Bandwidth {
        Bandwidth(bitsPerSecond: count * 1e9)
    }

    /// Creates a bandwidth from thousands of bytes a second.
    public static func kilobytesPerSecond(_ count: Double) -> Bandwidth {
        Bandwidth(bitsPerSecond: count * 8e3)
    }

    /// Creates a bandwidth from millions of bytes a second.
    public static func megabytesPerSecond(_ count: Double) -> Bandwidth {
        Bandwidth(bitsPerSecond: count * 8e6)
    }

    /// Compares the amounts.
    public static func < (a: Bandwidth, b: Bandwidth) -> Bool { a.bitsPerSecond < b.bitsPerSecond }
}

extension Bandwidth: CustomStringConvertible {
    /// The bandwidth with the unit that suits it, such as `10 Mbit/s`.
    public var description: String {
        var value = bitsPerSecond
        var units = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s"][...]
        while value.magnitude >= 1_000, units.count > 1 {
            value /= 1_000
            units.removeFirst()
        }
        return "\(NumberText.decimal(value, places: 2)) \(units.first!)"
    }
}

/// The number from which every random choice of a plan is drawn.
///
/// Fixed by default, so that two builds see the same pauses and arrivals; it is printed with every
/// report. Draws are a function of seed, user, iteration and draw: the number of threads does not
/// change them.
public struct Seed: Hashable, Codable, Sendable, ExpressibleByIntegerLiteral {
    package var value: UInt64

    /// Creates a seed, to repeat a reported one.
    public init(_ value: UInt64) { self.value = value }

    /// Creates the value from a literal.
    public init(integerLiteral value: UInt64) { self.value = value }

    /// A new seed each time the plan is built.
    public static var random: Seed { Seed(.random(in: 1...UInt64(UInt32.max))) }
}

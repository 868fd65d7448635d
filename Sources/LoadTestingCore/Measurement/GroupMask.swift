/// The groups of a plan that sent something: a set of their numbers, of fixed size.
///
/// All groups from the 64th on share its last place.
package struct GroupMask: OptionSet, Hashable, Codable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package init(_ group: Int32) { rawValue = 1 << UInt64(min(group, 63)) }
}

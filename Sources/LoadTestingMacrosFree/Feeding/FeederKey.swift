/// The identity of a feeder: wherever it is used it provides one sequence of rows.
package final class FeederKey: Sendable, Hashable {
    package init() {}

    package static func == (a: FeederKey, b: FeederKey) -> Bool { a === b }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A route of the traffic to a target: retained, so that it lives as long as the plan.
///
/// Comparable as itself; the plan does not know its type.
package struct TrafficRoute: Hashable, Sendable {
    private let passage: any AnyObject & Sendable

    package init(through passage: any AnyObject & Sendable) { self.passage = passage }

    package static func == (a: Self, b: Self) -> Bool { a.passage === b.passage }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(passage)) }
}

/// A server that belongs to a target; the plan carries it without knowing its type.
package protocol SystemUnderTest: Hashable, Sendable {
    /// The samples of its metrics endpoint that are read while it is loaded.
    var scrapedNames: [String] { get }
}

/// Any server, comparable as itself.
package struct AnySystemUnderTest: Hashable, Sendable {
    package let base: any SystemUnderTest

    package init(_ base: any SystemUnderTest) { self.base = base }

    package static func == (a: Self, b: Self) -> Bool { AnyHashable(a.base) == AnyHashable(b.base) }

    package func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(base)) }
}

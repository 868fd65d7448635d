/// The numbers of checks that held and that did not.
public struct CheckCounts: Hashable, Sendable {
    /// Checks that held.
    public package(set) var passed: Int
    /// Checks that did not hold.
    public package(set) var failed: Int

    package init(passed: Int = 0, failed: Int = 0) {
        self.passed = passed
        self.failed = failed
    }

    /// All checks that were made.
    public var all: Int { passed + failed }

    package mutating func merge(_ other: CheckCounts) {
        passed += other.passed
        failed += other.failed
    }
}

/// Stored as a list of two: held, and not held.
extension CheckCounts: Codable {
    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        passed = try list.decode(Int.self)
        failed = try list.decode(Int.self)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(passed)
        try list.encode(failed)
    }
}

/// The answers to some requests, by status.
package struct Answers: Hashable, Sendable {
    package let statuses: [Int: UInt64]

    init(_ statuses: [Int: UInt64]) { self.statuses = statuses }

    /// The number of all answers.
    var all: UInt64 { statuses.values.reduce(0, +) }

    /// Those other than 2xx, the most frequent first.
    var unusual: [(key: Int, value: UInt64)] {
        statuses.filter { !(200..<300).contains($0.key) }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    }

    /// The number of those other than 2xx.
    var others: UInt64 { unusual.reduce(0) { $0 + $1.value } }
}

/// The sum of a counter: mergeable.
package struct CounterSnapshot: Hashable, Codable, Sendable {
    package var sum = 0
    /// The part of it that was counted after the load of the group had ended: no rate counts it.
    package var sumInDrain = 0

    package init() {}

    /// Adds an amount; a sum stays within what an `Int` can hold.
    package mutating func add(_ amount: Int, isInDrain: Bool) {
        sum = sum.addingClamped(amount)
        if isInDrain { sumInDrain = sumInDrain.addingClamped(amount) }
    }

    package mutating func merge(_ other: CounterSnapshot) {
        sum = sum.addingClamped(other.sum)
        sumInDrain = sumInDrain.addingClamped(other.sumInDrain)
    }
}

extension Int {
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}

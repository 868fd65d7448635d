/// The rows of a feeder, without its type.
package struct FeederContent: Sendable {
    package enum Source: Sendable {
        case rows([any Sendable])
        case csv(
            DataFileReference, delimiter: Character,
            decode: @Sendable (any Decoder) throws -> any Sendable)
        case json(
            DataFileReference, decode: @Sendable (any Decoder) throws -> [any Sendable])
        case generated(Generator)
    }

    /// Generated values.
    package enum Generator: Sendable {
        /// The next number of all users.
        case counter(start: Int, step: Int)
        /// Drawn by the user.
        case integer(ClosedRange<Int>)
        case uuid
        case text(length: Int, alphabet: [Character])
        /// Milliseconds since 1970 of the wall clock.
        case timestamp
    }

    package let key = FeederKey()
    package var source: Source
    package var order: FeederOrder
    package var location: CodeLocation?

    package init(source: Source, order: FeederOrder, location: CodeLocation?) {
        self.source = source
        self.order = order
        self.location = location
    }
}

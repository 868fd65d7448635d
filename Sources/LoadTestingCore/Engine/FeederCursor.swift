import Synchronization

/// The position of all users together in the rows of a feeder.
final class FeederCursor: Sendable {
    /// The outcome of asking for a row.
    enum Row {
        case value(any Sendable)
        /// There is none left.
        case none(endsTest: Bool)
    }

    private let feeder: ProgramFeeder
    private let seed: UInt64
    private let next = Atomic<Int64>(0)

    init(_ feeder: ProgramFeeder, seed: UInt64) {
        self.feeder = feeder
        self.seed = seed
    }

    /// The next row.
    ///
    /// - Parameter drawBits: random bits of the user that asks.
    func row(drawBits: @escaping () -> UInt64) -> Row {
        switch feeder.content {
        case .rows(let rows): return row(of: rows, drawBits: drawBits)
        case .generated(let generator):
            return .value(
                GeneratedValue(drawBits: drawBits) { self.take() }.value(of: generator))
        }
    }

    /// A position that no other user gets.
    private func take() -> Int64 {
        next.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    private func row(of rows: [any Sendable], drawBits: () -> UInt64) -> Row {
        let count = Int64(rows.count)
        switch feeder.order {
        case .circular: return .value(rows[Int(take() % count)])
        case .random:
            return .value(
                rows[Int(RandomDraw.integer(in: 0...count - 1, bits: drawBits()))])
        case .shuffled:
            let position = take()
            let place = Shuffle(count: count, seed: seed, round: position / count)
                .place(of: position % count)
            return .value(rows[Int(place)])
        case .queue, .queueOrFail:
            let position = take()
            guard position < count else { return .none(endsTest: feeder.order == .queueOrFail) }
            return .value(rows[Int(position)])
        }
    }
}

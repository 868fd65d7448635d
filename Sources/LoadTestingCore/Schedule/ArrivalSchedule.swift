package import LoadTestingMacrosFree

/// The instants at which a group's arrivals are due: a pure function from index to nanoseconds.
///
/// N(t) is the integral of the rate up to t, over all segments. Evenly spaced, arrival k is due at
/// the t with N(t) = k; there are as many as there are whole k ≥ 0 below N(end). Poisson arrivals
/// are equally many, at instants that are drawn independently with the density of the rate and
/// sorted: the law of a Poisson process whose number of arrivals is known. Nothing is stored per
/// arrival.
package struct ArrivalSchedule: Sendable {
    /// The number of arrivals.
    package let count: Int64
    /// Nanoseconds from the start of the run.
    package let startNanoseconds: Int64
    /// The highest rate at any time, in arrivals a second.
    package let highestRate: Double
    /// The longest segment at the highest constant rate, in nanoseconds from the start of the run;
    /// `nil` when the rate is never constant.
    package let plateau: Range<Int64>?
    /// Named intervals, in nanoseconds from the start of the run.
    package let segments: [String: Range<Int64>]
    private let pieces: [RatePiece]
    /// The integral of the rate over all.
    private let total: Double
    /// The positions of Poisson arrivals; `nil` when they are even.
    private let order: UniformOrder?

    /// Makes a schedule from segments without problems.
    ///
    /// - Parameters:
    ///   - segments: at least one; none with a problem that the validation of plans finds.
    ///   - spacing: the spacing of arrivals of one rate.
    ///   - seed: the seed of Poisson arrivals: groups need different ones.
    ///   - startNanoseconds: from the start of the run to the first segment.
    package init(
        _ segments: [ArrivalSegment], spacing: ArrivalSpacing = .even, seed: UInt64,
        startNanoseconds: Int64 = 0
    ) {
        pieces = RatePiece.pieces(of: segments)
        total = pieces.last.map { $0.first + $0.count } ?? 0
        count = Int64(total.rounded(.up))
        self.startNanoseconds = startNanoseconds
        order = spacing == .poisson ? UniformOrder(count: count, seed: seed) : nil
        highestRate = pieces.map(\.highestRate).max() ?? 0
        plateau = Self.plateau(of: pieces, startNanoseconds)
        var start = startNanoseconds
        var named: [String: Range<Int64>] = [:]
        for segment in segments {
            let end = start + segment.nanoseconds
            if let name = segment.name { named[name] = start..<end }
            start = end
        }
        self.segments = named
    }

    /// The end of the last segment, in nanoseconds from the start of the run.
    package var endNanoseconds: Int64 { startNanoseconds + (pieces.last?.end ?? 0) }

    /// The instant at which an arrival is due, in nanoseconds from the start of the run.
    ///
    /// - Parameter index: the arrival's number, 0 ..< `count`.
    package func due(_ index: Int64) -> Int64 {
        let sum = order.map { $0.position(index) * total } ?? Double(index)
        let piece = pieces[pieceIndex(of: sum)]
        return startNanoseconds + piece.time(of: sum - piece.first)
    }

    /// The planned arrivals a second at an instant, from the start of the run.
    package func rate(at instant: Int64) -> Double {
        let passed = instant - startNanoseconds
        guard passed >= 0, passed < pieces.last?.end ?? 0 else { return 0 }
        let piece = pieces[Self.last(of: pieces) { $0.start <= passed }]
        return piece.rate(after: passed - piece.start)
    }

    /// The piece in which the rate has added up to a sum.
    ///
    /// Where that is so over a silence, it is the piece after it: an arrival comes at the beginning
    /// of the piece that it is counted for.
    private func pieceIndex(of sum: Double) -> Int {
        let index = Self.last(of: pieces) { $0.first <= sum }
        guard pieces[index].count <= 0 else { return index }
        // A silence at the very end: a random position was rounded up to the total.
        return pieces[...index].lastIndex { $0.count > 0 } ?? index
    }

    /// The last piece for which a condition holds that holds for the first ones only.
    private static func last(of pieces: [RatePiece], where holds: (RatePiece) -> Bool) -> Int {
        var (low, high) = (0, pieces.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if holds(pieces[middle]) { low = middle } else { high = middle }
        }
        return low
    }

    private static func plateau(of pieces: [RatePiece], _ start: Int64) -> Range<Int64>? {
        let holds = pieces.compactMap { piece -> (rate: Double, range: Range<Int64>)? in
            guard case .constant(let rate) = piece.form, rate > 0 else { return nil }
            return (rate, start + piece.start..<start + piece.end)
        }
        guard let highest = holds.map(\.rate).max() else { return nil }
        let most = holds.filter { $0.rate >= highest * (1 - 1e-9) }.map(\.range)
        return most.max { $0.count < $1.count }
    }
}

extension ArrivalSegment {
    /// Its length, in whole nanoseconds for each step.
    fileprivate var nanoseconds: Int64 {
        guard case .steps(_, _, let count, let each) = shape else {
            return duration.wholeNanoseconds
        }
        return Int64(count) * each.wholeNanoseconds
    }
}

/// Samples that the load generator itself delayed: as measured, and without its delay.
///
/// Only significant delays are kept: a sample that was delayed by less than a hundredth of its time
/// is not in it.
package struct ChargedTimes: Hashable, Codable, Sendable {
    package var measured = HistogramSnapshot()
    package var relieved = HistogramSnapshot()

    package init() {}

    package mutating func merge(_ other: ChargedTimes) {
        measured.merge(other.measured)
        relieved.merge(other.relieved)
    }

    /// Times as they would be without the generator's delay.
    ///
    /// - Parameter times: those of all samples, these among them.
    package func relieving(_ times: HistogramSnapshot) -> HistogramSnapshot {
        guard measured.count > 0 else { return times }
        var rest = times.subtracting(measured)
        rest.merge(relieved)
        return rest
    }

    /// The total time that the generator added to them, in nanoseconds.
    package var sumNanoseconds: Double {
        max(0, measured.sumNanoseconds - relieved.sumNanoseconds)
    }
}

/// Stored as a list of both, empty without samples: a run has thousands of them.
extension ChargedTimes {
    /// Reads the output of `encode`.
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        guard !list.isAtEnd else { return }
        measured = try list.decode(HistogramSnapshot.self)
        relieved = try list.decode(HistogramSnapshot.self)
    }

    /// Writes both.
    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        guard measured.count > 0 || relieved.count > 0 else { return }
        try list.encode(measured)
        try list.encode(relieved)
    }
}

/// The instants at which groups end, and at which their last exchanges are abandoned.
struct GroupBoundaries {
    enum Kind {
        /// The schedule of arrivals is over; iterations that have begun continue.
        case scheduled
        /// No further step starts.
        case ended
        /// Exchanges still under way have failed.
        case drained
    }

    struct Boundary {
        var instant: Int64
        var group: Int32
        var kind: Kind
    }

    /// The latest first, so that the next one is removed from the end.
    private var boundaries: [Boundary]

    init(_ program: Program) {
        boundaries = program.groups.enumerated().flatMap { index, group in
            var instants = [
                (group.endNanoseconds, Kind.ended),
                (group.endNanoseconds + group.drainNanoseconds, .drained),
            ]
            if group.schedule.isOpen { instants.append((group.loadEndNanoseconds, .scheduled)) }
            return instants.map { Boundary(instant: $0.0, group: Int32(index), kind: $0.1) }
        }.sorted { $0.instant > $1.instant }
    }

    /// Lets all groups end now; those that have ended stay as they are.
    ///
    /// - Parameter open: a boundary that was taken and not crossed by all.
    mutating func endAll(_ now: Int64, drain: Int64, open: Boundary?) {
        boundaries = (boundaries + (open.map { [$0] } ?? [])).map { boundary in
            var earlier = boundary
            earlier.instant = min(
                boundary.instant, boundary.kind == .drained ? now + drain : now)
            return earlier
        }.sorted { $0.instant > $1.instant }
    }

    /// The instant of the next one, `Int64.max` when none is left.
    var next: Int64 { boundaries.last?.instant ?? .max }

    /// Takes the next one if its instant has come.
    mutating func take(upTo now: Int64) -> Boundary? {
        guard let last = boundaries.last, last.instant <= now else { return nil }
        return boundaries.removeLast()
    }
}

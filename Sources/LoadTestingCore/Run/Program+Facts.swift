extension Program {
    /// The facts of a run that starts with a clock.
    ///
    /// - Parameter known: the facts that the caller knows, to which the program's are added.
    func facts(_ known: RunFacts, clock: RunClock) -> RunFacts {
        var facts = known
        facts.startNanoseconds = clock.wallAnchorNanoseconds
        facts.warmUpSeconds = warmUpSeconds
        let closed = groups.filter { !$0.schedule.isOpen }
        facts.plannedUsers = closed.reduce(0) { $0 + $1.maxUsers }
        facts.isClosed = closed.count == groups.count && !isPaced
        for (name, span) in groups.flatMap(\.schedule.segments) {
            facts.segments[name] = span.wholeSeconds
        }
        facts.schedule = plannedLoad
        return facts
    }

    /// The times of each arrival group's highest rate.
    var plateaus: [Range<Int64>] {
        groups.filter(\.schedule.isOpen).map { $0.schedule.plateau ?? 0..<0 }
    }

    /// Whether steps may begin to the end of a second.
    func isUnderLoad(_ second: Int) -> Bool {
        let end = groups.map { $0.schedule.endNanoseconds ?? $0.endNanoseconds }.max() ?? .max
        return Int64(second + 1) * 1_000_000_000 <= end
    }

    private var isPaced: Bool {
        instructions.contains { if case .pace = $0 { true } else { false } }
    }
}

extension ProgramGroup {
    /// The load stated in the plan.
    var plannedLoad: GroupLoad {
        GroupLoad(
            name: name, startNanoseconds: schedule.startNanoseconds,
            endNanoseconds: isTimed ? loadEndNanoseconds : .max, isTimed: isTimed)
    }
}

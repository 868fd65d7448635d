extension Program {
    /// Says in a run's figures what the plan says about them: users, stretches with a name, the
    /// plateau.
    func describe(_ snapshot: inout RunSnapshot) {
        let (open, closed) = (
            groups.filter(\.schedule.isOpen), groups.filter { !$0.schedule.isOpen }
        )
        snapshot.plannedUsers = closed.reduce(0) { $0 + $1.mostUsers }
        snapshot.isClosed = open.isEmpty && !isPaced
        for (name, span) in groups.flatMap(\.schedule.segments) {
            snapshot.segments[name] = span.wholeSeconds
        }
        let windows = open.map { $0.schedule.plateau ?? 0..<0 }
        snapshot.findPlateau(within: windows)
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
    /// What the plan says of its load.
    var plannedLoad: GroupLoad {
        GroupLoad(
            name: name, startNanoseconds: schedule.startNanoseconds,
            endNanoseconds: isTimed ? loadEndNanoseconds : .max, isTimed: isTimed)
    }
}

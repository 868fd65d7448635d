extension Program {
    /// The planned users and arrivals over time; `nil` where nothing takes any.
    var plannedLoad: PlannedLoad? {
        let end = groups.map(\.plannedEnd).max() ?? 0
        guard end > 0 else { return nil }
        let tenth: Int64 = 100_000_000
        let most = Int64(PlannedLoad.maxPoints - 1)
        let step = max(tenth, ((end - 1) / most / tenth + 1) * tenth)
        let instants = (0...(end - 1) / step + 1).map { $0 * step }
        return PlannedLoad(
            stepNanoseconds: step,
            users: instants.map { instant in
                groups.reduce(0) { $0 + $1.plannedUsers(at: instant) }
            },
            rates: instants.map { instant in
                groups.reduce(0) { $0 + $1.plannedRate(at: instant) }
            })
    }
}

extension ProgramGroup {
    /// The last instant of which the plan says how many users are active, or arrive.
    fileprivate var plannedEnd: Int64 {
        guard case .ramp(let ramp) = schedule else { return min(loadEndNanoseconds, 1 << 60) }
        return isTimed ? loadEndNanoseconds : ramp.endNanoseconds
    }

    fileprivate func plannedUsers(at instant: Int64) -> Int {
        guard instant < loadEndNanoseconds else { return 0 }
        return switch schedule {
        case .ramp(let ramp): ramp.users(at: instant)
        case .shape(let shape): shape.users(at: instant)
        case .arrivals: 0
        }
    }

    fileprivate func plannedRate(at instant: Int64) -> Double {
        guard case .arrivals(let arrivals) = schedule, instant < loadEndNanoseconds
        else { return 0 }
        return arrivals.rate(at: instant)
    }
}

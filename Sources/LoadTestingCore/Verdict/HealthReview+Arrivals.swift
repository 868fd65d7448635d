import LoadTestingMacrosFree

extension HealthReview {
    /// The reason that a pass was of another load than the plan's, by the generator's fault: the
    /// response time contains lateness, and nothing else does.
    func doubt(aboutPassOf budget: Budget) -> GeneratorDoubt? {
        if dependsOnSchedule(budget), let doubt = doubtAboutArrivals(budget) { return doubt }
        // Where something else ended the load, that is reported; a budget that asks for many is
        // only harder to pass with fewer.
        let arrivals = snapshot.arrivals
        guard arrivals.unstarted > 0, snapshot.end == .complete, !budget.asksForMany,
            !isServersFault
        else { return nil }
        return .unstartedArrivals(arrivals.unstarted, of: arrivals.planned)
    }

    /// Whether a pass depends on the stated load.
    private func dependsOnSchedule(_ budget: Budget) -> Bool {
        !budget.asksForMany && !(budget.metric.isOfTimes && budget.metric.clock == .response)
    }

    /// The reason that arrivals did not make the planned load, by the generator's fault.
    func doubtAboutArrivals(_ budget: Budget) -> GeneratorDoubt? {
        let bound = tolerance(of: budget)
        if let late = arrivals(laterThan: bound) { return late.doubt }
        guard isFull(tolerating: bound), !isServersFault else { return nil }
        return .busyUsers(waits, absence)
    }

    /// Arrivals that this generator sent so late, and so at once, that the burst may have made
    /// others slow; `nil` for no more than one of a hundred.
    ///
    /// As many arrivals are answered in a time as come in it, unless there are more than the server
    /// takes: those that were late by less than the bound don't make another one miss it.
    func lateArrivals(_ bound: Duration) -> (share: Double, doubt: GeneratorDoubt)? {
        arrivals(laterThan: max(.milliseconds(10), bound))
    }

    private func arrivals(laterThan bound: Duration) -> (share: Double, doubt: GeneratorDoubt)? {
        let delays = health.ownArrivalDelay
        let late = delays.count(above: bound, orAt: false)
        guard late * 100 > delays.count else { return nil }
        return (
            Double(late) / Double(delays.count),
            .lateArrivals(late, of: delays.count, by: bound, absence)
        )
    }

    /// The maximum lateness of an arrival: no less than the budget, where that is a latency.
    private func tolerance(of budget: Budget) -> Duration {
        guard case .duration(let bound) = budget.statedBound else { return .milliseconds(100) }
        return max(.milliseconds(100), bound)
    }

    // MARK: - A server that does not take the load

    /// Whether arrivals began late since users were not free.
    private func isFull(tolerating bound: Duration) -> Bool {
        let delays = health.arrivalDelay
        return snapshot.arrivals.throttled > 0
            && delays.count(above: bound, orAt: false) * 100 > delays.count
    }

    /// Whether users waited for the server: the group would have been full without the generator's
    /// own delay, too.
    private var isServersFault: Bool {
        guard let rates, health.threads.saturatedShare ?? 0 < 0.5, let relief = snapshot.relief
        else { return false }
        return rates.answered * min(relief, 1 / (1 - absentShare)) < rates.offered
    }

    /// The arrivals a second of the schedule, and those answered.
    private var rates: (offered: Double, answered: Double)? {
        let arrivals = snapshot.arrivals
        guard arrivals.scheduledNanoseconds > 0, arrivals.throttled + arrivals.unstarted > 0 else {
            return nil
        }
        let seconds = Double(arrivals.scheduledNanoseconds) / 1e9
        return (Double(arrivals.planned) / seconds, Double(arrivals.answered) / seconds)
    }

    /// The overload of the server in a miss; `nil` when it took the load.
    func overload(of budget: Budget) -> Overload? {
        isFull(tolerating: tolerance(of: budget)) ? overload : nil
    }

    /// The overload of the server in the load of a pass; `nil` when it took the load.
    func overload(aboutPassOf budget: Budget) -> Overload? {
        let isUnfinished = snapshot.arrivals.unstarted > 0 && snapshot.end == .complete
        guard !budget.asksForMany, dependsOnSchedule(budget) || isUnfinished else { return nil }
        return isUnfinished ? overload : overload(of: budget)
    }

    /// The server's backlog while users waited for it; `nil` where it had none.
    var overload: Overload? {
        guard isServersFault, let rates else { return nil }
        return Overload(
            answered: .perSecond(rates.answered), offered: .perSecond(rates.offered),
            waiting: snapshot.arrivals.throttled, unstarted: snapshot.arrivals.unstarted)
    }

    /// The number of arrivals that had to wait for a user.
    var waits: ArrivalWaits { ArrivalWaits(snapshot.arrivals) }

    /// Whether more than one of a thousand arrivals waited for a free user, for any reason.
    package var isCrowded: Bool {
        snapshot.arrivals.throttled * 1_000 > max(1, snapshot.arrivals.started)
    }
}

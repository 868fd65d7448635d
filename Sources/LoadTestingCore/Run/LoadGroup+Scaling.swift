import LoadTestingMacrosFree

extension LoadGroup {
    /// The group with fewer users, or more.
    func multiplied(by scale: Double) -> LoadGroup {
        var scaled = self
        scaled.plannedUsers = maxUsers
        switch work {
        case .ramp(var ramp):
            guard ramp.users > 0 else { return self }
            ramp.users = ramp.users.scaled(by: scale)
            ramp.rampUp = ramp.rampUp.scaled(by: scale)
            scaled.work = .ramp(ramp)
        case .shape(let segments):
            scaled.work = .shape(segments.map { $0.scaled(by: scale) })
        case .arrivals(var arrivals):
            arrivals.segments = arrivals.segments.map { $0.scaled(by: scale) }
            arrivals.maxUsers = arrivals.maxUsers.map { $0.scaled(by: scale) }
            scaled.work = .arrivals(arrivals)
        }
        return scaled
    }
}

extension UserSegment {
    fileprivate func scaled(by scale: Double) -> UserSegment {
        var segment = self
        switch shape {
        case .ramp(let users):
            segment.shape = .ramp(to: users.scaled(by: scale))
            // As a ramp-up: users start as fast as in the whole plan.
            segment.duration = max(.nanoseconds(1), duration.scaled(by: scale))
        case .hold: break
        case .step(let users): segment.shape = .step(to: users.scaled(by: scale))
        case .steps(let users, let count, let each):
            segment.shape = .steps(to: users.scaled(by: scale), count: count, each: each)
        }
        return segment
    }
}

extension ArrivalSegment {
    fileprivate func scaled(by scale: Double) -> ArrivalSegment {
        var segment = self
        let scaled = { (rate: Rate) in Rate.perSecond(rate.perSecond * scale) }
        switch shape {
        case .hold(let rate): segment.shape = .hold(scaled(rate))
        case .ramp(let from, let to): segment.shape = .ramp(from: scaled(from), to: scaled(to))
        case .steps(let from, let by, let count, let each):
            segment.shape = .steps(from: scaled(from), by: scaled(by), count: count, each: each)
        case .spike(let from, let to): segment.shape = .spike(from: scaled(from), to: scaled(to))
        case .sine(let around, let by, let period):
            segment.shape = .sine(around: scaled(around), by: scaled(by), period: period)
        case .silence: break
        }
        return segment
    }
}

extension Int {
    /// At least 1, except of zero.
    fileprivate func scaled(by scale: Double) -> Int {
        guard self > 0 else { return self }
        return Swift.max(1, Int(Swift.min(Double(self) * scale + 0.5, 1e9)))
    }
}

extension Duration {
    fileprivate func scaled(by scale: Double) -> Duration {
        .nanoseconds(Int64(min(Double(wholeNanoseconds) * scale, Double(Int64.max / 2))))
    }
}

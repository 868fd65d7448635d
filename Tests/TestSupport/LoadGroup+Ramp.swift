package import LoadTestingMacrosFree

/// A group by its parts, so that tests can inspect the plan.
extension ThreadGroup {
    package var steps: Steps { group.steps }
    package var iterations: Int? { group.ramp.iterations }
    package func displayName(number: Int) -> String { group.displayName(number: number) }
}

/// A group of users by its parts.
extension LoadGroup {
    fileprivate var ramp: UserRamp {
        get {
            guard case .ramp(let ramp) = work else { preconditionFailure("\(work) is no ramp") }
            return ramp
        }
        set { work = .ramp(newValue) }
    }

    package var users: Int { ramp.users }
    package var rampUp: Duration { ramp.rampUp }
    package var duration: Duration? { ramp.duration }

    package var loops: Int? {
        get { ramp.loops }
        set { ramp.loops = newValue }
    }
}

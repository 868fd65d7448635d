@testable import LoadTestingMacrosFree

/// A group by its parts, so that tests can look at what was written.
extension ThreadGroup {
    var steps: Steps { group.steps }
    var iterations: Int? { group.ramp.iterations }
    func displayName(number: Int) -> String { group.displayName(number: number) }
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

    var users: Int { ramp.users }
    var rampUp: Duration { ramp.rampUp }
    var duration: Duration? { ramp.duration }

    var loops: Int? {
        get { ramp.loops }
        set { ramp.loops = newValue }
    }
}

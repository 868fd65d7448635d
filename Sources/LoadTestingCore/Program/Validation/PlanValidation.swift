import LoadTestingMacrosFree

/// Checks of a plan as written: its run, groups, steps and slots.
///
/// The compiler asks for each at its place, so that problems are in the plan's order. The values of
/// samplers are checked where their kind is compiled.
struct PlanValidation {
    let plan: LoadTest
    var problems: [Problem] = []

    init(plan: LoadTest) { self.plan = plan }

    mutating func report(_ message: String, _ remedy: String) {
        problems.report(.invalidPlan, message, remedy)
    }

    mutating func checkRun() {
        if plan.groups.isEmpty {
            report(
                "the plan is empty",
                "give it a group: ThreadGroup(users: 10) { HTTPGet(\"/health\") }")
        }
        problems.checkText(plan.name, of: "the test's name")
        if !(plan.pauseScale >= 0 && plan.pauseScale.isFinite) {
            report("pauseScale is \(plan.pauseScale)", "use a number, zero or more")
        }
        if plan.limit <= .zero || plan.limit > TimeLimit.max {
            report("limit is \(plan.limit.text)", TimeLimit.remedy(for: plan.limit))
        }
        if plan.drain < .zero || plan.drain > TimeLimit.max {
            report(
                "drain is \(plan.drain.text)",
                TimeLimit.remedy(for: plan.drain, min: "zero or more"))
        }
        checkListeners()
        let users = plan.groups.reduce((sum: 0, overflow: false)) {
            let (sum, overflow) = $0.sum.addingReportingOverflow(max(0, $1.maxUsers ?? 0))
            return (sum: sum, overflow: $0.overflow || overflow)
        }
        if users.overflow {
            report("the groups have too many users to count", "use fewer users")
        }
    }

    /// Checks set-up or tear-down: one user, one iteration.
    mutating func check(_ steps: Steps, named name: String, limit: Duration) {
        if limit <= .zero || limit > TimeLimit.max {
            report("\(name) may take \(limit.text)", TimeLimit.remedy(for: limit))
        }
        checkSteps(of: ThreadGroup(name, users: 1) { steps }.group, at: name)
    }
}

import LoadTestingMacrosFree

extension PlanValidation {
    mutating func checkSteps(of group: LoadGroup, at place: String) {
        if group.steps.samplers.isEmpty, !group.steps.holdsScenario {
            report(
                "\(place) sends no request",
                "put one into its braces, such as HTTPGet(\"/health\")")
        }
        check(group.steps, of: group, at: place, inTransaction: false)
    }

    private mutating func check(
        _ steps: Steps, of group: LoadGroup, at place: String, inTransaction: Bool
    ) {
        for node in steps.nodes {
            check(node, of: group, at: place, inTransaction: inTransaction)
            var isInside = inTransaction
            if case .transaction = node { isInside = true }
            for child in node.children {
                check(child, of: group, at: place, inTransaction: isInside)
            }
        }
    }

    private mutating func check(
        _ node: StepNode, of group: LoadGroup, at place: String, inTransaction: Bool
    ) {
        switch node {
        case .loop(let loop) where loop.count < 1:
            report("Loop(\(loop.count)) (\(loop.location))", "use at least 1")
        case .during(let during) where during.time <= .zero || during.time > TimeLimit.max:
            report(
                "During(\(during.time.text)) (\(during.location))",
                TimeLimit.remedy(for: during.time))
        case .retry(let retry) where retry.attempts < 1:
            report(
                "Retry(attempts: \(retry.attempts)) (\(retry.location))",
                "use at least 1")
        case .mix(let mix): check(mix)
        case .pace where inTransaction:
            report(
                "\(place) has a Pace inside a Transaction",
                "put it before the transaction: its wait is no part of it")
        case .rendezvous(let point): check(point, of: group)
        case .parallel(let parallel) where !(1...100).contains(parallel.samplers.count):
            report(
                "Parallel of \(parallel.samplers.count) requests (\(parallel.location))",
                "use 1 to 100")
        case .transaction(let transaction)
        where transaction.body.samplers.isEmpty && !transaction.body.holdsScenario:
            report(
                "the transaction \"\(transaction.name.printable)\" sends no request",
                "put one into its braces")
        default: break
        }
    }

    private mutating func check(_ mix: Mix) {
        for share in mix.shares where share.weight < 0 {
            report(
                "Share(\(share.weight)) in a Mix (\(mix.location))",
                "use a weight of zero or more")
        }
        let sum = mix.shares.reduce((sum: 0, overflow: false)) {
            let (sum, overflow) = $0.sum.addingReportingOverflow(max(0, $1.weight))
            return (sum: sum, overflow: $0.overflow || overflow)
        }
        if sum.sum == 0 || sum.overflow {
            report(
                sum.overflow
                    ? "the weights of a Mix are too large (\(mix.location))"
                    : "the weights of a Mix add up to 0 (\(mix.location))",
                sum.overflow
                    ? "use smaller weights, such as 80 and 20"
                    : "give its shares weights such as 80 and 20")
        }
    }

    private mutating func check(_ point: Rendezvous, of group: LoadGroup) {
        // In a scaled group the active users are enough.
        let users = max(group.maxUsers ?? .max, group.plannedUsers ?? 0)
        if point.users < 1 || point.users > users {
            report(
                "Rendezvous(users: \(point.users)) (\(point.location)) in a group of"
                    + " \(users) users",
                "use 1 to \(max(1, users)): more would never meet")
        }
        if point.limit <= .zero || point.limit > TimeLimit.max {
            report(
                "Rendezvous within \(point.limit.text) (\(point.location))",
                TimeLimit.remedy(for: point.limit))
        }
    }
}

import LoadTestingMacrosFree

extension ProgramCompiler {
    mutating func checkSteps(of group: LoadGroup, at place: String) {
        if group.steps.samplers.isEmpty, !group.steps.holdsScenario {
            report(
                .invalidPlan, "\(place) sends no request",
                "put one into its braces, such as HTTPGet(\"/health\")")
        }
        check(group.steps, of: group, at: place, inTransaction: false)
    }

    mutating func checkDefaults(_ defaults: HTTPDefaults, of place: String) {
        requests.check(defaults.settings, of: "the defaults of \(place)")
        for header in defaults.headers.list {
            requests.check(header, of: "the defaults of \(place)")
        }
        guard let path = defaults.basePath else { return }
        requests.checkText(path, of: "the base path")
        if !path.hasPrefix("/") || path.hasSuffix("/")
            || path.contains(where: { "?#".contains($0) })
        {
            report(
                .invalidPlan, "the base path \"\(path.printable)\"",
                "it begins with a slash, does not end with one, and holds no query: \"/api/v2\"")
        }
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
            report(.invalidPlan, "Loop(\(loop.count)) (\(loop.location))", "use at least 1")
        case .during(let during) where during.time <= .zero || during.time > Self.longest:
            report(
                .invalidPlan, "During(\(during.time.text)) (\(during.location))",
                Self.remedy(for: during.time))
        case .retry(let retry) where retry.attempts < 1:
            report(
                .invalidPlan, "Retry(attempts: \(retry.attempts)) (\(retry.location))",
                "use at least 1")
        case .mix(let mix): check(mix)
        case .rendezvous(let point): check(point, of: group)
        case .parallel(let parallel) where !(1...100).contains(parallel.samplers.count):
            report(
                .invalidPlan,
                "Parallel of \(parallel.samplers.count) requests (\(parallel.location))",
                "use 1 to 100")
        case .transaction(let transaction)
        where transaction.body.samplers.isEmpty && !transaction.body.holdsScenario:
            report(
                .invalidPlan,
                "the transaction \"\(transaction.name.printable)\" sends no request",
                "put one into its braces")
        case .pace where inTransaction:
            report(
                .invalidPlan, "\(place) has a Pace inside a Transaction",
                "put it before the transaction: its wait is no part of it")
        default: break
        }
    }

    private mutating func check(_ mix: Mix) {
        for share in mix.shares where share.weight < 0 {
            report(
                .invalidPlan, "Share(\(share.weight)) in a Mix (\(mix.location))",
                "use a weight of zero or more")
        }
        let sum = mix.shares.reduce((sum: 0, overflow: false)) {
            let (sum, overflow) = $0.sum.addingReportingOverflow(max(0, $1.weight))
            return (sum: sum, overflow: $0.overflow || overflow)
        }
        if sum.sum == 0 || sum.overflow {
            report(
                .invalidPlan,
                sum.overflow
                    ? "the weights of a Mix are too large (\(mix.location))"
                    : "the weights of a Mix add up to 0 (\(mix.location))",
                sum.overflow
                    ? "use smaller weights, such as 80 and 20"
                    : "give its shares weights such as 80 and 20")
        }
    }

    private mutating func check(_ point: Rendezvous, of group: LoadGroup) {
        // In a scaled group those who are there meet.
        let users = max(group.mostUsers ?? .max, group.plannedUsers ?? 0)
        if point.users < 1 || point.users > users {
            report(
                .invalidPlan,
                "Rendezvous(users: \(point.users)) (\(point.location)) in a group of"
                    + " \(users) users",
                "use 1 to \(max(1, users)): more would never meet")
        }
        if point.limit <= .zero || point.limit > Self.longest {
            report(
                .invalidPlan,
                "Rendezvous within \(point.limit.text) (\(point.location))",
                Self.remedy(for: point.limit))
        }
    }

    // MARK: - Slots

    /// Slots that are read too early, and slots that share a name.
    mutating func checkSlots() {
        var first = SlotFlow()
        for setUp in plan.setUps { first.follow(setUp.body, defaults: plan.defaults) }
        let common = first.filled
        var (unfilled, all) = (first.unfilled, first.all)
        let parts =
            plan.groups.map { (steps: $0.steps, defaults: $0.defaults.over(plan.defaults)) }
            + plan.tearDowns.map { (steps: $0.body, defaults: plan.defaults) }
        for part in parts {
            var flow = SlotFlow(filled: common)
            flow.follow(part.steps, defaults: part.defaults)
            unfilled += flow.unfilled
            all += flow.all.filter { !all.contains($0) }
        }
        for problem in unfilled {
            let slot = problem.slot.printable
            report(
                .invalidPlan,
                "\(problem.reader) reads the slot \"\(slot)\", which nothing before it fills on"
                    + " every path",
                "fill it first: .capture(\(slot), …), Feed(…, into: \(slot)), or"
                    + " Slot(\"\(slot)\", initially: …)")
        }
        checkNames(of: all)
    }

    private mutating func checkNames(of slots: [SlotKey]) {
        for slot in slots { requests.checkText(slot.name, of: "the name of a slot") }
        let named = Dictionary(grouping: slots.filter { !$0.isAnonymous }, by: \.name)
        for (name, same) in named.sorted(by: { $0.key < $1.key }) where same.count > 1 {
            report(
                .invalidPlan,
                "\(same.count) slots are called \"\(name.printable)\"",
                "make the slot once and use it everywhere, or give the others names of their own")
        }
    }
}

import LoadTestingMacrosFree

extension PlanValidation {
    /// Reports slots that are read too early, and slots that share a name.
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
                "\(problem.reader) reads the slot \"\(slot)\", which nothing before it fills on"
                    + " every path",
                "fill it first: .capture(\(slot), …), Feed(…, into: \(slot)), or"
                    + " Slot(\"\(slot)\", initially: …)")
        }
        checkNames(of: all)
    }

    private mutating func checkNames(of slots: [SlotKey]) {
        for slot in slots { problems.checkText(slot.name, of: "the name of a slot") }
        let named = Dictionary(grouping: slots.filter { !$0.isAnonymous }, by: \.name)
        for (name, same) in named.sorted(by: { $0.key < $1.key }) where same.count > 1 {
            report(
                "\(same.count) slots are called \"\(name.printable)\"",
                "make the slot once and use it everywhere, or give the others names of their own")
        }
    }
}

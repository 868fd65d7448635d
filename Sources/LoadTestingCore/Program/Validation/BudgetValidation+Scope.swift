import LoadTestingMacrosFree

/// The scope of a metric: its label, group and tag have to be in the plan, and together.
extension BudgetValidation {
    mutating func check(_ scope: MetricScope, at place: String) {
        let before = problems.count
        if let group = scope.group { check(group: group, at: place) }
        // A scenario adds labels and tags while the load runs.
        guard problems.count == before, !holdsScenario(in: scope.group) else { return }
        if let label = scope.label {
            check("label", label, among: program.rows.labels, at: place)
        }
        if let tag = scope.tag { check(tag: tag, at: place) }
        guard problems.count == before, !program.rows.contains(where: { allows($0, scope) })
        else { return }
        reportEmpty(scope, at: place)
    }

    /// A counter or gauge is set by a scenario alone.
    mutating func checkCustom(_ metric: Metric, _ call: String, at place: String) {
        guard !holdsScenario(in: nil) else { return }
        report(
            "no scenario sets \(metric.description.printable)\(place)",
            "set it: Scenario(\"visit\") { user in \(call) }")
    }

    private mutating func check(group: String, at place: String) {
        let known = program.groups.map(\.name)
        guard !known.contains(group) else { return }
        report(
            "no group has the name \"\(group.printable)\"\(place)",
            "groups of this plan: \(quoted(known))")
    }

    private mutating func check(
        _ kind: String, _ name: String, among known: [String], at place: String
    ) {
        guard !known.contains(name) else { return }
        report(
            "no request has the \(kind) \"\(name.printable)\"\(place)",
            "\(kind)s of this plan: \(quoted(known))")
    }

    private mutating func check(tag: String, at place: String) {
        let known = program.rows.flatMap(\.tags)
        guard known.isEmpty else { return check("tag", tag, among: known, at: place) }
        report(
            "no request has the tag \"\(tag.printable)\"\(place)",
            "tag one: HTTPGet(\"/cart\").tagged(\"\(tag.printable)\")")
    }

    /// Each part is known, but no request has all of them.
    private mutating func reportEmpty(_ scope: MetricScope, at place: String) {
        var parts: [String] = []
        if let label = scope.label { parts.append("the label \"\(label.printable)\"") }
        if let tag = scope.tag { parts.append("the tag \"\(tag.printable)\"") }
        let group = scope.group.map { " of the group \"\($0.printable)\"" } ?? ""
        report(
            "no request\(group) has \(parts.joined(separator: " and "))\(place)",
            remedy(for: scope))
    }

    private func remedy(for scope: MetricScope) -> String {
        let rows = program.rows.filter { isOf(scope.group, $0) }
        let tagged = rows.filter { has(scope.tag, $0) }
        if scope.label == nil, !tagged.isEmpty {
            return "it is a tag of transactions: name one by of:, \(quoted(tagged.labels))"
        }
        return scope.group == nil
            ? "labels with that tag: \(quoted(tagged.labels))"
            : "labels of that group: \(quoted(rows.labels))"
    }

    private func allows(_ row: ProgramRow, _ scope: MetricScope) -> Bool {
        guard scope.label == row.label || scope.label == nil && !row.isTransaction else {
            return false
        }
        return has(scope.tag, row) && isOf(scope.group, row)
    }

    private func isOf(_ group: String?, _ row: ProgramRow) -> Bool {
        group == nil || group == program.groups[Int(row.group)].name
    }

    private func has(_ tag: String?, _ row: ProgramRow) -> Bool {
        tag.map(row.tags.contains) ?? true
    }

    private func holdsScenario(in group: String?) -> Bool {
        zip(plan.groups, program.groups).contains {
            $0.steps.holdsScenario && (group == nil || group == $1.name)
        }
    }

    private func quoted(_ names: [String]) -> String {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.map { "\"\($0.printable)\"" }
            .joined(separator: ", ")
    }
}

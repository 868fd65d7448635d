/// Requests by group and by tag, and by label in each.
extension HTMLReportDocument {
    /// The table of groups; nothing where there is one.
    var byGroup: HTMLSection {
        let groups = result.groups
        return section(
            "groups", "Requests by group", "group", groups.count > 1 ? groups : []
        ) { SampleScope(label: $1, group: $0) }
    }

    /// The table of tags; nothing without any.
    var byTag: HTMLSection {
        section("tags", "Requests by tag", "tag", result.tags) { SampleScope(label: $1, tag: $0) }
    }

    /// A row for all requests of each part of the run, and for each label where there are several.
    private func section(
        _ id: Markup, _ title: Markup, _ word: String, _ names: [String],
        _ scope: (_ name: String, _ label: String?) -> SampleScope
    ) -> HTMLSection {
        var section = HTMLSection(id, title, note: Self.figureNote)
        guard !names.isEmpty else { return section }
        var table = HTMLTable(
            "Statistics by \(word)", [.text(word), .text("label")] + Self.figureColumns)
        table.showsCaption = false
        for name in names {
            let known = result.snapshot.labels(in: scope(name, nil))
            let labels: [String?] = result.labels.filter(known.contains)
            for label in labels.count > 1 ? [nil] + labels : labels {
                guard let sum = result.snapshot.total(of: scope(name, label)) else { continue }
                table.add([.text(name), .text(label ?? "all")] + figures(of: sum))
            }
        }
        section.add(table.markup)
        return section
    }
}

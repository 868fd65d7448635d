/// A table that can be sorted by its columns where scripts run.
struct HTMLTable {
    /// A column: text, or figures, which stand at the right.
    struct Column {
        var title: String
        var isNumeric = true

        static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    }

    /// A cell: what is shown, and what it is sorted by.
    struct Cell {
        var content: Markup
        var key: Double?

        static func text(_ text: String) -> Cell { Cell(content: Markup(text: text)) }

        /// A number; `nil` is shown as a dash and stands first.
        static func number(_ value: Double?, _ text: (Double) -> String) -> Cell {
            Cell(content: Markup(text: value.map(text) ?? "—"), key: value ?? -1)
        }

        static func count(_ value: some BinaryInteger) -> Cell {
            .number(Double(value)) { NumberText.grouped(Int64($0)) }
        }
    }

    let caption: String
    let columns: [Column]
    var isSortable = true
    /// Whether the caption is shown; readers of the page's structure always have it.
    var showsCaption = true
    private(set) var rows: [[Cell]] = []
    /// The row below all others, that of their sum.
    var footer: [Cell] = []

    init(_ caption: String, _ columns: [Column]) {
        self.caption = caption
        self.columns = columns
    }

    mutating func add(_ row: [Cell]) { rows.append(row) }

    var markup: Markup {
        let heads = columns.map { column -> Markup in
            column.isNumeric
                ? "<th scope=\"col\" class=\"n\">\(column.title)</th>"
                : "<th scope=\"col\">\(column.title)</th>"
        }
        let captionKind: Markup = showsCaption ? "" : " class=\"unseen\""
        let kind: Markup = isSortable && rows.count > 1 ? " class=\"sortable\"" : ""
        let foot: Markup = footer.isEmpty ? "" : "<tfoot>\(row(footer))</tfoot>"
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)">\
            <table\(kind)><caption\(captionKind)>\(caption)</caption>\
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>\(rows.map(row).joined())</tbody>\(foot)</table></div>

            """
    }

    private func row(_ cells: [Cell]) -> Markup {
        let cells = zip(columns, cells).enumerated().map { index, pair -> Markup in
            let (column, cell) = pair
            let key: Markup =
                cell.key.map { " data-key=\"\(ChartNumber.text($0, places: 6))\"" } ?? ""
            if index == 0 { return "<th scope=\"row\"\(key)>\(cell.content)</th>" }
            return column.isNumeric
                ? "<td class=\"n\"\(key)>\(cell.content)</td>" : "<td\(key)>\(cell.content)</td>"
        }
        return "<tr>\(cells.joined())</tr>\n"
    }
}

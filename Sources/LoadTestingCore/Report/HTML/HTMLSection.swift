/// A part of the page under a heading of its own.
struct HTMLSection {
    /// The name for links to it; a literal, so that it is one.
    let id: Markup
    let title: Markup
    /// The line below the heading.
    var note: Markup = ""
    private var content = Markup()
    private var charts: [Markup] = []

    init(_ id: Markup, _ title: Markup, note: Markup = "") {
        self.id = id
        self.title = title
        self.note = note
    }

    var isEmpty: Bool { content.html.isEmpty && charts.isEmpty }

    mutating func add(_ markup: Markup) {
        closeCharts()
        content += markup
    }

    /// Adds a chart; one of nothing is left out.
    mutating func add(_ chart: TimeChart) {
        if !chart.isEmpty { add(chart: chart.markup) }
    }

    /// Adds a chart under a name of its own.
    mutating func add(chart: (_ id: String) -> Markup) {
        number += 1
        charts.append(chart("\(id.html)-\(number)"))
    }

    private var number = 0

    private mutating func closeCharts() {
        content += grid
        charts = []
    }

    private var grid: Markup {
        charts.isEmpty ? "" : "<div class=\"charts\">\(charts.joined())</div>\n"
    }

    var markup: Markup {
        let line: Markup = note.html.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
        return """
            <section id="\(id)" aria-labelledby="\(id)-title">\
            <h2 id="\(id)-title">\(title)</h2>\(line)
            \(content)\(grid)</section>

            """
    }
}

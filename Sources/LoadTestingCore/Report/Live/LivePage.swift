/// The page of the live view: what it is made of, by the path of each part.
package enum LivePage {
    /// A part of the page.
    package struct Part: Sendable {
        package let type: String
        package let text: String
    }

    /// The rules by which a browser loads nothing from elsewhere and runs no other script.
    package static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// The part at a path; `nil` for no part of it.
    ///
    /// Here another page takes the place of this one: it listens to `/events`, where ``LiveEvent``
    /// comes as server-sent events.
    package static func part(at path: String) -> Part? {
        switch path {
        case "/": Part(type: "text/html; charset=utf-8", text: page)
        case "/live.css": Part(type: "text/css; charset=utf-8", text: style)
        case "/live.js": Part(type: "text/javascript; charset=utf-8", text: script)
        default: nil
        }
    }

    private static let page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Load test</title>
        <link rel="stylesheet" href="/live.css">
        <script src="/live.js" defer></script>
        </head>
        <body>
        <header><h1 id="name">Load test</h1><p id="state" role="status">waiting for a load</p>
        <ul id="findings"></ul></header>
        <main>
        <section><h2>Requests a second</h2><svg id="rates" role="img"
        aria-label="Requests a second over time"></svg><p class="legend" id="rates-legend"></p>
        </section>
        <section><h2>Response times of successes, ms</h2><svg id="times" role="img"
        aria-label="Response times over time"></svg><p class="legend" id="times-legend"></p>
        </section>
        <section><h2>Active users</h2><svg id="users" role="img"
        aria-label="Active users over time"></svg><p class="legend" id="users-legend"></p></section>
        <section id="server" hidden><h2>Processors used by the server</h2><svg id="processors"
        role="img" aria-label="Processors used by the server over time"></svg>
        <p class="legend" id="processors-legend"></p></section>
        </main>
        </body>
        </html>

        """

    private static let style = """
        :root { color-scheme: light dark; --a: #1f6feb; --b: #c93c37; --c: #9a6700; --line: #8884; }
        @media (prefers-color-scheme: dark) { :root { --a: #58a6ff; --b: #ff7b72; --c: #e3b341; } }
        body { font: 16px/1.4 system-ui, sans-serif; margin: 0 auto; max-width: 70rem;
          padding: 1rem; }
        h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
        #state { margin: .25rem 0; font-weight: 600; }
        #state.passed { color: #1a7f37; } #state.failed, #state.invalid { color: var(--b); }
        @media (prefers-color-scheme: dark) { #state.passed { color: #3fb950; } }
        #findings { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
        svg { display: block; width: 100%; height: 11rem; }
        svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
        .grid { stroke: var(--line); } .series { fill: none; stroke-width: 1.5; }
        .a { stroke: var(--a); color: var(--a); } .b { stroke: var(--b); color: var(--b); }
        .c { stroke: var(--c); color: var(--c); }
        .legend { margin: 0; font-size: .875rem; } .legend span { margin-right: 1rem; }

        """
}

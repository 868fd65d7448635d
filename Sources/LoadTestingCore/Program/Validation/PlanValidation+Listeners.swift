import LoadTestingMacrosFree

extension PlanValidation {
    /// Checks files and backends: what can be known of them before the first request.
    mutating func checkListeners() {
        checkFiles()
        var backends: Set<BackendOutput> = []
        for backend in plan.listeners.compactMap(\.backend) {
            if !backends.insert(backend).inserted {
                report("\(backend.name) is told twice", "name each backend once")
            }
            check(backend)
        }
        checkPorts()
    }

    private mutating func checkFiles() {
        var paths: Set<String> = []
        for file in plan.listeners.compactMap(\.file) {
            if file.path.isEmpty {
                report("a listener's path is empty", "name a file, such as \"out/report.html\"")
            } else if file.path.utf8.contains(0) {
                report(
                    "the path \"\(file.path.printable)\" holds a zero byte",
                    "name a file of this machine")
            } else if !paths.insert(file.path).inserted {
                report(
                    "two listeners write \(file.path.printable)", "give each a path of its own")
            }
        }
    }

    private mutating func check(_ backend: BackendOutput) {
        switch backend {
        case .influx(let influx): check(influx, named: backend.name)
        case .graphite(let socket): check(socket, of: "Graphite", port: 2_003)
        case .statsD(let socket): check(socket, of: "StatsD", port: 8_125)
        case .prometheusEndpoint(let endpoint): check(endpoint)
        case .prometheusPush(let url, let job):
            checkURL(url, of: "Prometheus(pushTo:)", example: "http://gateway:9091")
            if job.isEmpty || job.holdsControls {
                report(
                    "the job of \(backend.name) is \"\(job.printable(upTo: 120))\"",
                    "name it, such as \"loadtests\"")
            }
        case .summariser(let every): checkInterval(every, of: "Summariser")
        }
    }

    private mutating func check(_ influx: InfluxOutput, named name: String) {
        checkURL(influx.url, of: "InfluxDB", example: "http://127.0.0.1:8086")
        checkInterval(influx.every, of: "InfluxDB")
        var texts = [("measurement", influx.measurement)]
        switch influx.place {
        case .database(let database): texts.append(("database", database))
        case .bucket(let bucket, let organisation, let token):
            texts += [("bucket", bucket), ("organisation", organisation)]
            // It stands in a header; the value itself is never shown.
            if !token.value.unicodeScalars.allSatisfy({ (0x21..<0x7f).contains($0.value) })
                || token.value.isEmpty
            {
                report(
                    "the token of \(name) is empty or holds blanks or characters beyond ASCII",
                    "pass the token as InfluxDB shows it")
            }
        }
        for (subject, text) in texts where text.isEmpty || text.holdsControls {
            report(
                "the \(subject) of \(name) is \"\(text.printable(upTo: 120))\"",
                "name one that exists; it holds no control characters")
        }
        for tag in influx.tags.keys.sorted() where !InfluxTags.isValid(tag) {
            report(
                "InfluxDB has the tag \"\(tag.printable(upTo: 120))\"",
                "use a name other than \(InfluxTags.own.joined(separator: ", ")),"
                    + " neither empty nor with an underscore in front")
        }
    }

    private mutating func check(_ socket: SocketOutput, of kind: String, port: Int) {
        if BackendAddress(socket.address, defaultPort: port) == nil {
            report(
                "\(kind) has the address \"\(socket.address.printable(upTo: 120))\"",
                "name a host and a port, such as \"127.0.0.1:\(port)\"")
        }
        checkInterval(socket.every, of: kind)
    }

    private mutating func check(_ endpoint: PrometheusEndpoint) {
        if !(1...65_535).contains(endpoint.port) {
            report("Prometheus has the port \(endpoint.port)", "use 1 to 65,535; usual is 9464")
        }
        if endpoint.address.isEmpty || endpoint.address.contains("/") {
            report(
                "Prometheus listens at \"\(endpoint.address.printable(upTo: 120))\"",
                "name an address of this machine, such as \"127.0.0.1\" or \"0.0.0.0\"")
        }
        if endpoint.lingering < .zero || endpoint.lingering > .seconds(300) {
            report("Prometheus lingers for \(endpoint.lingering.text)", "use 0 to 5 min")
        }
    }

    private mutating func checkURL(_ url: String, of kind: String, example: String) {
        guard BackendURL(url) == nil else { return }
        let shown = BackendURL.withoutUser(url).printable(upTo: 120)
        report(
            "\(kind) has the URL \"\(shown)\"",
            "name scheme, host and port, without a query, such as \"\(example)\"")
    }

    private mutating func checkInterval(_ interval: Duration, of kind: String) {
        let isWhole = interval.components.attoseconds == 0
        guard interval < .seconds(1) || interval > .seconds(3_600) || !isWhole else { return }
        report(
            "\(kind) is told every \(interval.text)", "use whole seconds, from 1 s to 1 h")
    }

    /// A port of this machine serves one endpoint.
    private mutating func checkPorts() {
        var ports: Set<Int> = []
        for case .prometheusEndpoint(let endpoint) in plan.listeners.compactMap(\.backend)
        where !ports.insert(endpoint.port).inserted {
            report(
                "two endpoints for Prometheus have the port \(endpoint.port)",
                "describe one: it serves every scraper")
        }
    }
}

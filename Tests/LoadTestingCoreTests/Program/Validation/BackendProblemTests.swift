import LoadTestingCore
import Testing

@Suite struct BackendProblemTests {
    private static func wrong(_ problems: String..., listener: some Listener) -> WrongPlan {
        var plan = WrongPlan {
            ThreadGroup(users: 1) { HTTPGet("/") }
            listener
        }
        plan.problems = problems
        return plan
    }

    private static let plans: [WrongPlan] = [
        wrong(
            "InfluxDB has the URL \"h:8086\": name scheme, host and port, without a query, such as"
                + " \"http://127.0.0.1:8086\"", listener: InfluxDB("h:8086", database: "d")),
        wrong(
            "InfluxDB has the URL \"http://…@h:0\": name scheme, host and port, without a query,"
                + " such as \"http://127.0.0.1:8086\"",
            listener: InfluxDB("http://me:secret@h:0", database: "d")),
        wrong(
            "InfluxDB is told every 500 ms: use whole seconds, from 1 s to 1 h",
            "the database of InfluxDB http://h is \"\": name one that exists; it holds no control"
                + " characters",
            listener: InfluxDB("http://h", database: "", every: .milliseconds(500))),
        wrong(
            "the token of InfluxDB http://h is empty or holds blanks or characters beyond ASCII:"
                + " pass the token as InfluxDB shows it",
            listener: InfluxDB("http://h", organisation: "o", bucket: "b", token: "a\r\nX: y")),
        wrong(
            "InfluxDB has the tag \"statut\": use a name other than application, responseCode,"
                + " responseMessage, statut, time, title, transaction, neither empty nor with an"
                + " underscore in front",
            listener: InfluxDB("http://h", database: "d", tags: ["statut": "x", "ok": "y"])),
        wrong(
            "Graphite has the address \"http://h\": name a host and a port, such as"
                + " \"127.0.0.1:2003\"", listener: Graphite("http://h")),
        wrong(
            "StatsD has the address \"h:99999\": name a host and a port, such as"
                + " \"127.0.0.1:8125\"", listener: StatsD("h:99999")),
        wrong(
            "StatsD is told every 1.5 s: use whole seconds, from 1 s to 1 h",
            listener: StatsD("h", every: .milliseconds(1_500))),
        wrong(
            "Prometheus has the port 0: use 1 to 65,535; usual is 9464",
            listener: Prometheus(port: 0)),
        wrong(
            "Prometheus lingers for 301 s: use 0 to 5 min",
            listener: Prometheus(lingering: .seconds(301))),
        wrong(
            "Prometheus(pushTo:) has the URL \"gateway:9091\": name scheme, host and port, without"
                + " a query, such as \"http://gateway:9091\"",
            listener: Prometheus(pushTo: "gateway:9091", job: "j")),
        wrong(
            "the job of Prometheus http://h is \"\": name it, such as \"loadtests\"",
            listener: Prometheus(pushTo: "http://h", job: "")),
        wrong(
            "Summariser is told every 0 ms: use whole seconds, from 1 s to 1 h",
            listener: Summariser(every: .zero)),
        WrongPlan(
            "Graphite h is told twice: name each backend once",
            "two endpoints for Prometheus have the port 9464: describe one: it serves every scraper"
        ) {
            ThreadGroup(users: 1) { HTTPGet("/") }
            Graphite("h")
            Graphite("h")
            Prometheus()
            Prometheus(lingering: .seconds(1))
        },
    ]

    @Test(arguments: plans)
    func `a backend that can't be is refused with value and remedy`(wrong: WrongPlan) {
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(wrong.plan, environment: [:])
        }
        #expect(
            error?.problems.map { "\($0.message): \($0.remedy)" }.sorted()
                == wrong.problems.sorted())
    }
}

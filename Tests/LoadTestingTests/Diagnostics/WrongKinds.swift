/// Values with the shape of a metric, a request or a group that mean nothing, or would not last.
let wrongKinds = wrongMetrics + wrongMakings + wrongSwitches

private let wrongMetrics = [
    BadSnippet(
        "serverCPUTimePerRequest.tls < .zero",
        "value of type 'ServerTimeMetric' has no member 'tls'"),
    BadSnippet(
        "serverCPUTimePerRequest.service < .zero",
        "value of type 'ServerTimeMetric' has no member 'service'"),
    BadSnippet(
        "serverCPUTimePerRequest.exchange < .zero",
        "value of type 'ServerTimeMetric' has no member 'exchange'"),
    BadSnippet(
        "serverCPUTimePerRequest.peak < .zero",
        "value of type 'ServerTimeMetric' has no member 'peak'"),
    BadSnippet(
        "serverCPUTimePerRequest.mean < .zero",
        "value of type 'ServerTimeMetric' has no member 'mean'"),
    BadSnippet(
        "serverCPUTimePerRequest < p99",
        "binary operator '<' cannot be applied to operands of type 'ServerTimeMetric' and"
            + " 'LatencyMetric'"),
    BadSnippet(
        "serverMemory(of: \"login\") < .mebibytes(5)",
        "'callAsFunction(of:in:tagged:over:during:)' is unavailable: what a server uses belongs"
            + " to no request: leave out of:"),
    BadSnippet(
        "serverMemory.growth < serverMemory",
        "binary operator '<' cannot be applied to operands of type 'ServerBytesGrowthMetric' and"
            + " 'ServerBytesMetric'"),
    BadSnippet(
        "serverMemory.growth.peak < .mebibytes(5)",
        "value of type 'ServerBytesGrowthMetric' has no member 'peak'"),
    BadSnippet(
        "serverOpenFiles.growth.mean < 5",
        "value of type 'ServerValueGrowthMetric' has no member 'mean'"),
    BadSnippet(
        "serverMemory.growth < 5",
        "'<' is unavailable: the bound needs its unit:"
            + " serverCPU < .percent(70), serverMemory < .mebibytes(500)"),
]

private let wrongMakings = [
    making(
        "a rate of a latency by its metric", "RateMetric(sealed: LatencyMetric.p99.metric)",
        "cannot convert value of type 'Metric' to expected argument type 'Sealed<RateMetric,"
            + " Metric>'"),
    making(
        "a rate of a latency", "RateMetric(sealed: LatencyMetric.p99.sealed)",
        "cannot convert value of type 'Sealed<LatencyMetric, Metric>' to expected argument type"
            + " 'Sealed<RateMetric, Metric>'"),
    making(
        "a latency of a server's time",
        "LatencyMetric(sealed: serverCPUTimePerRequest.sealed)",
        "cannot convert value of type 'Sealed<ServerTimeMetric, Metric>' to expected argument type"
            + " 'Sealed<LatencyMetric, Metric>'"),
    making(
        "a metric of one's own making", "RateMetric(sealed: Sealed(LatencyMetric.p99.metric))",
        "'Sealed<Owner, Value>' initializer is inaccessible due to 'package' protection level"),
    making(
        "a GET of a POST", "HTTPGet(sealed: HTTPPost(\"/\").sealed)",
        "cannot convert value of type 'Sealed<HTTPPost, HTTPSampler>' to expected argument type"
            + " 'Sealed<HTTPGet, HTTPSampler>'"),
    making(
        "a group of arrivals",
        "ThreadGroup(sealed: ArrivalGroup(rate: .perSecond(1), for: .zero) {}.sealed)",
        "cannot convert value of type 'Sealed<ArrivalGroup, LoadGroup>' to expected argument type"
            + " 'Sealed<ThreadGroup, LoadGroup>'"),
    BadSnippet(
        "another metric in a budget",
        code: """
            func another() -> Budget {
                var budget = p99 < .zero
                budget.metric = errorRate.metric
                return budget
            }
            """, (3, "cannot assign to property: 'metric' setter is inaccessible")),
]

private let wrongSwitches = [
    ("RunMode", ".load, .dryRun"),
    ("RunPeriod", ".wholeRun, .rampUp, .plateau, .warmUp, .between, .segment"),
].map { type, cases in
    BadSnippet(
        "a switch over \(type) without a default",
        code: """
            func known(_ value: \(type)) -> Int {
                switch value {
                case \(cases): 1
                }
            }
            """,
        (
            2,
            "switch covers known cases, but '\(type)' may have additional unknown values, possibly"
                + " added in future versions"
        ))
}

private func making(_ name: String, _ expression: String, _ message: String) -> BadSnippet {
    let variable = name.map { $0.isLetter ? String($0) : "_" }.joined()
    return BadSnippet(name, code: "let \(variable): Any = \(expression)", (1, message))
}

/// Types that conform to what is open, and a `switch` that lasts: nothing is said of them.
let ownTypes = """
    struct Login: Step {
        var name: String

        @StepsBuilder var steps: Steps {
            HTTPPost("/login", body: .form(["user": "\\(name)"])).named("login")
            Pause(.seconds(1))
        }
    }
    struct Staging: LoadTargetConvertible {
        var loadTarget: LoadTarget { .environment("STAGING_URL") }
    }
    let ownPlan = LoadTest("own", target: Staging()) {
        SetUp { Login(name: "root") }
        ThreadGroup(users: 10) { Login(name: "ann") }
        expect(serverCPUTimePerRequest(during: .plateau) <= serverCPUTimePerRequest * 1.1)
        expect(serverMemory.growth(over: .seconds(20)) < .mebibytes(5), serverThreads.growth < 1)
    }
    func ownSwitch(_ mode: RunMode, _ verdict: Verdict) -> Int {
        switch (mode, verdict) {
        case (.load, .passed), (.load, .failed): 1
        case (.load, .inconclusive), (.load, .invalid): 2
        case (.dryRun, _): 3
        @unknown default: 4
        }
    }
    """

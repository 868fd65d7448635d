import Foundation
import LoadTestingMacrosFree
import Testing

@Suite struct MetricTests {
    @Test(arguments: [
        (p50, "p50"), (p75, "p75"), (p90, "p90"), (p95, "p95"), (p99, "p99"), (p999, "p99.9"),
        (percentile(99.99), "p99.99"), (.p(12.5), "p12.5"), (.percentile(100), "p100"),
        (.percentile(0.000_001), "p0.000001"), (.percentile(1e14), "p100,000,000,000,000"),
        (.mean, "mean"), (.min, "min"), (.max, "max"), (p99.service, "p99.service"),
        (p99(of: "login"), "p99(of: \"login\")"),
        (p99(of: "login").service, "p99(of: \"login\").service"),
        (.max.service, "max.service"), (p99.exchange, "p99.exchange"), (p50.lookup, "p50.lookup"),
        (p99.connect, "p99.connect"), (p99.tls, "p99.tls"), (p99.send, "p99.send"),
        (p99.wait, "p99.wait"), (.mean.receive, "mean.receive"),
        (p99(over: .seconds(10)), "p99(over: 10 s)"),
        (.p99(during: .plateau), "p99(during: .plateau)"),
        (
            p99.service(of: "a", over: .seconds(1), during: .segment("spike")),
            "p99(of: \"a\", over: 1 s, during: .segment(\"spike\")).service"
        ),
        (
            p99(during: .between(.seconds(10), .milliseconds(20_500))),
            "p99(during: .between(10 s, 20.5 s))"
        ),
    ])
    func `a latency is written as a person writes it`(metric: LatencyMetric, text: String) {
        #expect(metric.metric.description == text)
    }

    @Test func `the other kinds are written as a person writes them`() {
        #expect(errorRate.metric.description == "errorRate")
        #expect(errorRate(of: "a").metric.description == "errorRate(of: \"a\")")
        #expect(throughput.metric.description == "throughput")
        #expect(throughput(of: "a").metric.description == "throughput(of: \"a\")")
        #expect(requestRate.metric.description == "requestRate")
        #expect(requestCount(of: "a").metric.description == "requestCount(of: \"a\")")
        #expect(openedConnections.metric.description == "openedConnections")
        let share = fraction(under: .milliseconds(50), of: "a", during: .rampUp)
        #expect(
            share.metric.description == "fraction(under: 50 ms, of: \"a\", during: .rampUp)")
        #expect(share == .fraction(under: .milliseconds(50))(of: "a")(during: .rampUp))
        let score = apdex(target: .milliseconds(500), over: .seconds(5))
        #expect(score.metric.description == "apdex(target: 500 ms, over: 5 s)")
        #expect(score == .apdex(target: .milliseconds(500))(over: .seconds(5)))
    }

    @Test func `metrics of the server are written as a person writes them`() {
        #expect(serverCPU.metric.description == "serverCPU")
        #expect(serverCPU.mean == serverCPU)
        #expect(serverCPU.peak.metric.description == "serverCPU.peak")
        #expect(machineCPU.peak.metric.description == "machineCPU.peak")
        #expect(serverMemory.peak == serverMemory)
        #expect(
            serverMemory.mean(over: .seconds(5)).metric.description
                == "serverMemory(over: 5 s).mean")
        #expect(serverMemory.growth.metric.description == "serverMemory.growth")
        #expect(serverOpenFiles.growth.metric.description == "serverOpenFiles.growth")
        #expect(serverOpenFiles.mean.metric.description == "serverOpenFiles.mean")
        #expect(
            serverConnections(toPort: 5432)(during: .plateau).metric.description
                == "serverConnections(toPort: 5432, during: .plateau)")
        #expect(serverMetric("pool").metric.description == "serverMetric(\"pool\")")
        #expect(serverCPUTimePerRequest.metric.description == "serverCPUTimePerRequest")
        #expect((serverMemory < .mebibytes(500)).description == "serverMemory < 500 MiB")
        #expect(
            (serverMemory.growth <= .mebibytes(5)).description == "serverMemory.growth <= 5 MiB/min"
        )
        #expect((serverThreads.growth > 1).description == "serverThreads.growth > 1/min")
    }

    @Test func `global names are the static members`() {
        #expect(p50 == .p50)
        #expect(p75 == .p75)
        #expect(p90 == .p90)
        #expect(p95 == .p95)
        #expect(p99 == .p99)
        #expect(p999 == .p999)
        #expect(percentile(99) == .p99)
        #expect(LatencyMetric.p(99.9) == p999)
        #expect(errorRate == .errorRate)
        #expect(throughput == .throughput)
        #expect(requestRate == .requestRate)
        #expect(requestCount == .requestCount)
    }

    @Test func `a metric is data: statistic, clock, scope, window`() {
        let metric = p99(of: "login").service.metric
        #expect(metric.statistic == .percentile(99))
        #expect(metric.clock == .service)
        #expect(metric.scope == MetricScope(label: "login"))
        #expect(metric.window == nil && metric.period == .wholeRun)
        #expect(p99.metric.clock == .response)
        #expect(p99.metric.scope == .everything)
        #expect(p99.service(of: "login") == p99(of: "login").service)
        #expect(p99(of: "a")(of: "b") == p99(of: "b"))
        #expect(p99() == p99)
        #expect(p99(of: "a")(over: .seconds(1)) == p99(of: "a", over: .seconds(1)))
        #expect(p99(during: .plateau)(during: .wholeRun) == p99)
    }

    @Test func `a scope has a label, a group and a tag, in any combination`() {
        let scope = MetricScope(label: "a", group: "g", tag: "t")
        #expect(p99(of: "a", in: "g", tagged: "t").metric.scope == scope)
        #expect(p99(of: "a")(in: "g")(tagged: "t").metric.scope == scope)
        #expect(p99(tagged: "t").metric.scope == MetricScope(tag: "t"))
        #expect(p99(in: "g", over: .seconds(1)) == p99(in: "g")(over: .seconds(1)))
        #expect(p99(in: "g", tagged: "t") == p99(tagged: "t")(in: "g"))
        #expect(percentile(99, in: "g") == .p99(in: "g") && .p(99) == p99)
        #expect(fraction(under: .seconds(1), tagged: "t").metric.scope.tag == "t")
        #expect(apdex(target: .seconds(1), in: "g").metric.scope.group == "g")
        #expect(errorRate(in: "g").metric.scope == throughput(in: "g").metric.scope)
        #expect(
            p99(of: "a", in: "g", tagged: "t", over: .seconds(1)).metric.description
                == "p99(of: \"a\", in: \"g\", tagged: \"t\", over: 1 s)")
        #expect((errorRate(in: "g") <= .percent(0)).description == "errorRate(in: \"g\") <= 0 %")
    }

    @Test(arguments: [
        p50.metric, p50(in: "g", tagged: "t").metric, percentile(99.99)(of: "a").service.metric,
        errorRate(of: "b").metric,
        throughput.metric, requestCount.metric, LatencyMetric.mean.metric,
        p99(over: .seconds(1), during: .between(.zero, .seconds(9))).metric,
        fraction(under: .seconds(1)).metric, apdex(target: .seconds(1)).metric,
    ])
    func `a metric survives JSON`(metric: Metric) throws {
        let data = try JSONEncoder().encode(metric)
        #expect(try JSONDecoder().decode(Metric.self, from: data) == metric)
    }

    @Test(arguments: [
        (MetricValue.duration(.microseconds(41_800)), "41.8 ms"),
        (.ratio(.percent(0.12)), "0.12 %"),
        (.rate(.perSecond(5_000)), "5,000/s"), (.count(1_234_567), "1,234,567"),
        (.score(0.942_51), "0.943"),
    ])
    func `a value is written with its unit and survives JSON`(
        value: MetricValue, text: String
    ) throws {
        #expect(value.description == text)
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(MetricValue.self, from: data) == value)
    }
}

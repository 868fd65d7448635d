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
        (.max.service, "max.service"),
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

    @Test func `a metric is data: source, statistic, clock, scope, window`() {
        let metric = p99(of: "login").service.metric
        #expect(metric.source == .load)
        #expect(metric.statistic == .percentile(99))
        #expect(metric.clock == .service)
        #expect(metric.scope == .label("login"))
        #expect(metric.window == nil && metric.period == .wholeRun)
        #expect(p99.metric.clock == .response)
        #expect(p99.metric.scope == .everything)
        #expect(p99.service(of: "login") == p99(of: "login").service)
        #expect(p99(of: "a")(of: "b") == p99(of: "b"))
    }

    @Test(arguments: [
        p50.metric, percentile(99.99)(of: "a").service.metric, errorRate(of: "b").metric,
        throughput.metric, requestCount.metric, LatencyMetric.mean.metric,
    ])
    func `a metric survives JSON`(metric: Metric) throws {
        let data = try JSONEncoder().encode(metric)
        #expect(try JSONDecoder().decode(Metric.self, from: data) == metric)
    }

    @Test func `each kind of metric survives JSON`() throws {
        func repeated<Value: Codable>(_ value: Value) throws -> Value {
            try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
        }
        #expect(try repeated(p99(of: "a")) == p99(of: "a"))
        #expect(try repeated(errorRate) == errorRate)
        #expect(try repeated(requestRate) == requestRate)
        #expect(try repeated(requestCount) == requestCount)
    }

    @Test(arguments: [
        (MetricValue.latency(.microseconds(41_800)), "41.8 ms"), (.ratio(.percent(0.12)), "0.12 %"),
        (.rate(.perSecond(5_000)), "5,000/s"), (.count(1_234_567), "1,234,567"),
    ])
    func `a value is written with its unit and survives JSON`(
        value: MetricValue, text: String
    ) throws {
        #expect(value.description == text)
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(MetricValue.self, from: data) == value)
    }
}

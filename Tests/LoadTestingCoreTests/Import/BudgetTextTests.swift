import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct BudgetTextTests {
    @Test(
        arguments: [
            ("p99<50ms", LatencyMetric.p99 < .milliseconds(50)),
            (" p99.9 <= 1.5 s ", LatencyMetric.p999 <= .milliseconds(1_500)),
            ("p999<80ms", LatencyMetric.p999 < .milliseconds(80)),
            ("p9999<80ms", LatencyMetric.percentile(99.99) < .milliseconds(80)),
            ("mean.service<200us", LatencyMetric.mean.service < .microseconds(200)),
            ("errorRate<0.1%", RatioMetric.errorRate < .percent(0.1)),
            ("throughput>5,000/s", RateMetric.throughput > .perSecond(5_000)),
            ("requestRate>=90/min", RateMetric.requestRate >= .perMinute(90)),
            ("requestCount>1000", CountMetric.requestCount > 1_000),
            ("p95(of: \"a<b, c\")<5ms", LatencyMetric.p95(of: "a<b, c") < .milliseconds(5)),
            (
                "fraction(under: 50ms)>99%",
                RatioMetric.fraction(under: .milliseconds(50)) > .percent(99)
            ),
            ("p50<1min", LatencyMetric.p50 < .seconds(60)),
        ] as [(String, Budget)])
    func `a text is the budget of a plan`(text: String, budget: Budget) throws {
        #expect(try BudgetText.budget(text) == budget)
    }

    @Test func `a label is of the budgets that name none`() throws {
        #expect(
            try BudgetText.budget("p99<50ms", label: "login")
                == (LatencyMetric.p99(of: "login") < .milliseconds(50)))
        #expect(
            try BudgetText.budget("p99(of: \"a\")<50ms", label: "login").metric.scope.label
                == "a")
    }

    @Test(arguments: [
        ("p99", "there is no <"), ("p99<50", "\"50\" is not a time such as 50ms"),
        ("errorRate<1", "is not a share such as 0.1%"), ("p99<0.1%", "is not a time"),
        ("throughput>5", "is not a rate such as 500/s"), ("p101<5ms", "no metric \"p101\""),
        ("latency<5ms", "no metric \"latency\""), ("p99<", "\"\" is no bound"),
        ("p99<-5ms", "is no bound"), ("p99(of: login)<5ms", "stands in quotes"),
        ("p99(of<5ms", "bracket is not closed"), ("p99.foo<5ms", "there is no .foo"),
        ("p0<5ms", "no metric"), ("p99(over: 5s)<5ms", "takes no over"), ("", "there is no <"),
        ("requestCount>1.5", "a number without a unit"), ("pinf<5ms", "no metric"),
        ("p99<infms", "is no bound"), ("p99<1e400s", "is not a time"), ("fraction<5%", "missing"),
    ])
    func `what is not understood is named`(text: String, reason: String) {
        #expect {
            try BudgetText.budget(text)
        } throws: {
            ($0 as? Problem)?.message.contains(reason) == true
        }
    }
}

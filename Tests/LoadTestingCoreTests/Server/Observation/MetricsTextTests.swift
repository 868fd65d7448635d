import Testing

@testable import LoadTestingCore

@Suite struct MetricsTextTests {
    /// The example of prometheus.io/docs/instrumenting/exposition_formats, shortened.
    private let example = MetricsText(
        #"""
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000

        # Escaping in label values:
        msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9
        # Minimalistic line:
        metric_without_timestamp_and_labels 12.47
        # A weird metric from before the epoch:
        something_weird{problem="division by zero"} +Inf -3982045
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="0.05"} 24054
        http_request_duration_seconds_bucket{le="+Inf"} 144320
        http_request_duration_seconds_sum 53423
        http_request_duration_seconds_count 144320
        """#)

    private func value(_ name: String) -> Double? { example.value(of: name)?.value }

    @Test func `a name without labels is the sum over all, with labels of those that have them`() {
        #expect(value("http_requests_total") == 1_030)
        #expect(value(#"http_requests_total{code="400"}"#) == 3)
        #expect(value(#"http_requests_total{code="200", method="post"}"#) == 1_027)
        #expect(value(#"http_requests_total{code="500"}"#) == nil)
        #expect(value("metric_without_timestamp_and_labels") == 12.47)
        #expect(value("http_request_duration_seconds_count") == 144_320)
        #expect(value(#"http_request_duration_seconds_bucket{le="0.05"}"#) == 24_054)
    }

    @Test func `escapes are undone, and what is no number is left out`() {
        #expect(
            value(#"msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT"}"#) == 1.458255915e9)
        #expect(value("something_weird") == nil)
    }

    @Test func `counters are known by their type, also in OpenMetrics`() {
        #expect(example.value(of: "http_requests_total")?.isCounter == true)
        #expect(example.value(of: "metric_without_timestamp_and_labels")?.isCounter == false)
        let open = MetricsText(
            """
            # TYPE foo counter
            # UNIT foo seconds
            foo_total{a="b"} 17.0 1520879607.789 # {trace_id="x"} 0.5
            # TYPE depth gauge
            depth 1e-1
            # EOF
            """)
        #expect(open.value(of: "foo_total") == .init(name: "foo_total", value: 17, isCounter: true))
        #expect(open.value(of: "depth") == .init(name: "depth", value: 0.1, isCounter: false))
    }

    @Test func `names that are not there have similar ones`() {
        #expect(example.names(like: "http_requests_count").first?.hasPrefix("http_request") == true)
        #expect(example.names(like: "pool").isEmpty)
    }

    @Test(arguments: ["", "{", "a{", "a{b", "a{b=", "a{b=\"", "a{b=\"c\"", "a b c", "}", "# TYPE"])
    func `what is none of it is passed over`(line: String) {
        #expect(MetricsText(line + "\nok 1\n").value(of: "ok")?.value == 1)
    }

    @Test func `what histograms and summaries count only rises`() {
        let text = MetricsText(
            """
            # TYPE latency histogram
            latency_bucket{le="1"} 5
            latency_sum 3
            latency_count 6
            # TYPE size summary
            size{quantile="0.5"} 7
            size_count 8
            # TYPE open_count gauge
            open_count 9
            """)
        for name in ["latency_bucket", "latency_sum", "latency_count", "size_count"] {
            #expect(text.value(of: name)?.isCounter == true, "\(name)")
        }
        for name in ["size", "open_count"] {
            #expect(text.value(of: name)?.isCounter == false, "\(name)")
        }
    }

    @Test func `only what is wanted is read`() {
        let text = MetricsText(
            "pool 1\npool_size 2\npool{a=\"}\"} 4\r\n\tpool 8\nother{a=\"b\"} 16\n",
            only: ["pool", "other{a=\"b\"}", "{"])
        #expect(text.value(of: "pool")?.value == 5)
        #expect(text.value(of: "other{a=\"b\"}")?.value == 16)
        #expect(text.value(of: "pool_size") == nil)
        #expect(text.names(like: "pool").isEmpty)
    }

    @Test func `a line separator of Unicode's is part of a label`() {
        let text = MetricsText("a{b=\"c\u{2028}d\"} 1\na{b=\"ü\"}\t2")
        #expect(text.value(of: "a{b=\"c\u{2028}d\"}")?.value == 1)
        #expect(text.value(of: "a{b=\"ü\"}")?.value == 2)
    }
}

import LoadTestingMacrosFree

extension Finding {
    /// The requests behind a value, and their place in the run.
    package struct Evidence: Hashable, Codable, Sendable {
        /// The requests that the metric's clock timed, failed ones included.
        package var requests: UInt64
        /// The requests of these that failed.
        package var failed: UInt64
        /// Failed requests, and iterations that broke without one.
        package var errors: UInt64
        /// Iterations that broke without a failed request.
        package var brokenIterations: UInt64
        /// The causes of the failures.
        package var causes: [FailureCause: UInt64]
        /// The requests within the time of a share; `nil` for other metrics.
        package var underLimit: UInt64?
        /// The place in the run; `nil` for the whole run.
        package var span: MeasuredPart.Span?
        /// The part of the server that was seen, for a metric of it.
        package var server: ServerPart?

        /// The evidence of a part of a run for a metric.
        init(_ part: MeasuredPart, for metric: Metric) {
            let measured = part.measured
            requests = measured.requests(on: metric.clock)
            failed = measured.failed(on: metric.clock)
            errors = measured.errors
            brokenIterations = measured.brokenIterations
            causes = measured.causes
            if case .fraction(let limit) = metric.statistic {
                underLimit = measured.count(under: limit)
            }
            span = part.span
            server = part.server
        }
    }
}

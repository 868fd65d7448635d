// The metrics as free names, for `expect(p99 < .milliseconds(50))`. Each is also a static member:
// `expect(.p99 < …)`, `result[.p99]`. `min`, `max` and `mean` are members only, since the standard
// library has functions of these names.

/// The median response time.
public let p50 = LatencyMetric.p50

/// The response time within which three of four requests succeed.
public let p75 = LatencyMetric.p75

/// The response time within which nine of ten requests succeed.
public let p90 = LatencyMetric.p90

/// The response time within which 95 of 100 requests succeed.
public let p95 = LatencyMetric.p95

/// The response time within which 99 of 100 requests succeed.
public let p99 = LatencyMetric.p99

/// The response time within which 999 of 1,000 requests succeed.
public let p999 = LatencyMetric.p999

/// The response time within which this percentage of requests succeeds, above 0 and up to 100.
///
/// See ``LatencyMetric/percentile(_:of:in:tagged:over:during:)``.
public func percentile(
    _ percent: Double, of label: String? = nil, in group: String? = nil,
    tagged tag: String? = nil, over window: Duration? = nil, during period: RunPeriod? = nil
) -> LatencyMetric {
    .percentile(percent, of: label, in: group, tagged: tag, over: window, during: period)
}

/// Failed requests as a share of all.
public let errorRate = RatioMetric.errorRate

/// Checks that held, as a share of all that were made; see ``RatioMetric/checkRate``.
public let checkRate = RatioMetric.checkRate

/// Requests that succeeded in less than this response time, as a share of all.
///
/// See ``RatioMetric/fraction(under:of:in:tagged:over:during:)``.
public func fraction(
    under bound: Duration, of label: String? = nil, in group: String? = nil,
    tagged tag: String? = nil, over window: Duration? = nil, during period: RunPeriod? = nil
) -> RatioMetric {
    .fraction(under: bound, of: label, in: group, tagged: tag, over: window, during: period)
}

/// The Apdex score for a response time that satisfies, 0 … 1.
///
/// See ``ScoreMetric/apdex(target:of:in:tagged:over:during:)``.
public func apdex(
    target: Duration, of label: String? = nil, in group: String? = nil,
    tagged tag: String? = nil, over window: Duration? = nil, during period: RunPeriod? = nil
) -> ScoreMetric {
    .apdex(target: target, of: label, in: group, tagged: tag, over: window, during: period)
}

/// Requests that succeeded, per second.
public let throughput = RateMetric.throughput

/// All requests, failed ones too, per second.
public let requestRate = RateMetric.requestRate

/// All requests, failed ones too.
public let requestCount = CountMetric.requestCount

/// Connections that were opened.
public let openedConnections = CountMetric.openedConnections

/// The highest load at which the plan's other budgets hold; see ``CapacityMetric/capacity``.
public let capacity = CapacityMetric.capacity

/// The successes a second at a multiple of the capacity, as a share of those at it.
///
/// See ``GoodputMetric/goodput(atOverload:)``.
public func goodput(atOverload factor: Double) -> GoodputMetric { .goodput(atOverload: factor) }

/// The time until the plan's other budgets hold again: after an overload, or an event.
///
/// See ``RecoveryMetric/recovery`` and ``RecoveryMetric/callAsFunction(after:)``.
public let recovery = RecoveryMetric.recovery

// MARK: - Counters and gauges of the plan's own

/// The sum of what `user.count(name)` counted; see ``CounterMetric/counter(_:)``.
public func counter(_ name: String) -> CounterMetric { .counter(name) }

/// The count of `user.count(name)` per second; see ``CounterRateMetric/counterRate(_:)``.
public func counterRate(_ name: String) -> CounterRateMetric { .counterRate(name) }

/// The last value that `user.gauge(name, value)` set; see ``GaugeMetric/gauge(_:)``.
public func gauge(_ name: String) -> GaugeMetric { .gauge(name) }

// MARK: - The server under test

/// The processor time of the server, in percent of one core; see ``ServerShareMetric/serverCPU``.
public let serverCPU = ServerShareMetric.serverCPU

/// The share of all cores of the machine in use; see ``ServerShareMetric/machineCPU``.
public let machineCPU = ServerShareMetric.machineCPU

/// The memory of the server; see ``ServerBytesMetric/serverMemory``.
public let serverMemory = ServerBytesMetric.serverMemory

/// The server's swapped-out memory; see ``ServerBytesMetric/serverSwap``.
public let serverSwap = ServerBytesMetric.serverSwap

/// The files that the server has open; see ``ServerCountMetric/serverOpenFiles``.
public let serverOpenFiles = ServerCountMetric.serverOpenFiles

/// The threads of the server; see ``ServerCountMetric/serverThreads``.
public let serverThreads = ServerCountMetric.serverThreads

/// The connections that the server holds to a port of any host.
///
/// See ``ServerCountMetric/serverConnections(toPort:)``.
public func serverConnections(toPort port: Int) -> ServerCountMetric {
    .serverConnections(toPort: port)
}

/// The processor time of the server, divided by the requests of the load.
public let serverCPUTimePerRequest = ServerTimeMetric.serverCPUTimePerRequest

/// A sample of the server's metrics endpoint; see ``ServerValueMetric/serverMetric(_:)``.
public func serverMetric(_ name: String) -> ServerValueMetric { .serverMetric(name) }

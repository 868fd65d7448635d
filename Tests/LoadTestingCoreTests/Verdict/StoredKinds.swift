import Foundation

@testable import LoadTestingCore

/// A value that is stored, with the ways there and back.
struct StoredKind: Sendable {
    var name: String
    /// The value as it is stored.
    var stored: @Sendable () throws -> String
    /// The stored form of the value that a text holds.
    var again: @Sendable (String) throws -> String

    init<Value: Codable & Sendable>(_ name: String, _ value: Value) {
        self.name = name
        stored = { try Self.text(value) }
        again = { try Self.text(JSONDecoder().decode(Value.self, from: Data($0.utf8))) }
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// One of each kind of value that a result holds.
    static var all: [StoredKind] { plain + expectations + verdicts + measured + [result] }

    private static let plain = [
        StoredKind("comparisons", [Budget.Comparison.less, .atMost, .greater, .atLeast]),
        StoredKind("verdicts", [Verdict.passed, .failed, .inconclusive, .invalid]),
        StoredKind("modes", [RunMode.load, .dryRun]),
        StoredKind(
            "clocks",
            [
                Metric.Clock.response, .service, .exchange, .lookup, .connect, .tls, .send, .wait,
                .receive,
            ]),
        StoredKind("statistics", [ServerStatistic.mean, .peak, .growth, .perRequest]),
        StoredKind(
            "ends",
            [
                RunEnd.complete, .cancelled, .interrupted, .terminated, .hungUp, .unresponsive,
                .limit, .stopped, .stoppedByError, .outOfRows, .aborted, .serverEnded,
            ]),
        StoredKind("rules", [RepeatedRuns.Rule.median, .bestOf]),
        StoredKind("omissions", [AddressUse.Omission.refused, .unanswered]),
        StoredKind("gaps", [ServerRecord.Gap.Part.processes, .processorTime]),
        StoredKind(
            "events",
            [ServerRecord.Event.Kind.exit, .restart, .unexplainedEnd, .outOfMemory]),
        StoredKind("asked", [RunProblem.Unasked.nothing, .nothingJudged, .otherThings]),
        StoredKind("kinds of rows", [SampleRow.Kind.requests, .transaction]),
        StoredKind("reasons", [Finding.Reason.tooFewRequests, .generatorDisturbed]),
        StoredKind("causes", causes),
        StoredKind(
            "causes as keys", Dictionary(uniqueKeysWithValues: causes.map { ($0, 1) })),
        StoredKind(
            "units",
            [
                MetricValue.duration(.milliseconds(50)), .ratio(.percent(12.5)),
                .rate(.perSecond(2.5)), .count(3), .score(0.5), .bytes(.kibibytes(1)), .number(0.5),
                .perMinute(.bytes(.bytes(5))),
            ]),
    ]

    private static let causes: [FailureCause] = [
        .dns, .connect, .tls, .connectTimeout, .tlsTimeout, .responseTimeout, .bodyTimeout,
        .drainTimeout, .reset, .staleReset, .invalidResponse, .truncated, .policy,
        .generatorDescriptors, .generatorPorts, .other, .decode, .redirect, .bodyTooLarge, .script,
        .invalidRequest, .cancelled, .transaction, .http(status: 503), .redirect(status: 307),
        .check("c"), .capture("k"), .unfilled("s"),
    ]

    static let location = CodeLocation(
        fileID: "M/Plan.swift", filePath: "/p/Plan.swift", line: 7, column: 9)

    static let budget =
        (p99(of: "login", over: .seconds(2), during: .plateau)
        <= .milliseconds(50)).confident().placed(at: location)

    private static let expectations = [
        StoredKind(
            "statistics of metrics",
            [
                LatencyMetric.p999.metric, LatencyMetric.mean.metric, LatencyMetric.min.metric,
                LatencyMetric.max.metric, errorRate.metric, throughput.metric, requestRate.metric,
                requestCount.metric, openedConnections.metric,
                fraction(under: .seconds(1)).metric, apdex(target: .seconds(1)).metric,
                serverCPUTimePerRequest.metric, checkRate.metric, counter("c").metric,
                counterRate("c").metric, gauge("g").max.metric, capacity.metric,
                goodput(atOverload: 2).metric, recovery.metric,
                recovery(after: "kill").metric,
            ].map(\.statistic)),
        StoredKind("metric", LatencyMetric.p99.tls(of: "login", over: .seconds(2)).metric),
        StoredKind(
            "periods",
            [
                RunPeriod.wholeRun, .rampUp, .plateau, .warmUp, .between(.zero, .seconds(5)),
                .segment("peak"),
            ]),
        StoredKind(
            "scopes",
            [MetricScope.everything, MetricScope(label: "login", group: "g", tag: "t")]),
        StoredKind(
            "row", SampleRow(label: "l", group: 1, tags: ["t"], kind: .transaction)),
        StoredKind("budget", budget),
        StoredKind("relative budget", p99 < p99(of: "old") * 1.1),
        StoredKind(
            "series",
            Dictionary(
                uniqueKeysWithValues: ([
                    .cpu, .userCPU, .systemCPU, .memory, .swap, .openFiles, .threads, .processes,
                    .voluntarySwitches, .involuntarySwitches, .diskRead, .diskWritten, .throttled,
                    .established, .closeWait, .timeWait, .acceptQueue,
                    .connections(toPort: 5_432), .machineCPU, .core(1), .networkReceived,
                    .networkSent, .scraped("pool:size"), .cgroupMemory, .cgroupMemoryLimit,
                    .busiestThread, .busiestThreadDemand, .processorWait, .threadsIn(.timedLock),
                    .loopsIn(.poll), .lockWaiters, .acceptQueueLimit, .unread, .unsent,
                    .awaiting(port: 5_432), .upstreamCPU(port: 5_432), .listenOverflows,
                    .retransmissions, .diskPressure, .memoryPressure,
                ] as [ServerSeries]).map { ($0, 1) })),
    ]
}

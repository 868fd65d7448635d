import LoadTestingMacrosFree

/// A resource of the server, or of its machine.
struct SummarySeries: Encodable {
    /// As results call it: `cpu`, `memory`, `connections:5432`.
    private let name: String
    private let mean: SummaryValue
    private let peak: SummaryValue
    /// The part of the server that was not seen, and the reason.
    private let gap: String?

    /// Everything that was observed of the server that budgets are about.
    static func all(of result: LoadTestResult) -> [SummarySeries] {
        guard let server = result.server else { return [] }
        return server.names.compactMap { name in
            server[name].map {
                SummarySeries(
                    name: name.printable, mean: SummaryValue($0.mean),
                    peak: SummaryValue($0.peak), gap: $0.gap?.printable)
            }
        }
    }
}

/// A load generator: its machine, and its health.
struct SummaryGenerator: Encodable {
    private let host: String
    private let system: String
    private let processors: Int
    private let memoryBytes: UInt64
    private let isDebugBuild: Bool
    private let version: String
    private let curlVersion: String
    private let loops: Int
    /// Processor time of its threads, in seconds.
    private let processorTime: Double
    private let peakMemoryBytes: Int64
    /// The lateness of starts that it caused itself.
    private let startDelay: SummaryTimes?

    init(_ facts: GeneratorFacts, _ health: GeneratorHealth) {
        host = facts.host.printable
        system = facts.system
        processors = facts.processors
        memoryBytes = facts.memoryBytes
        isDebugBuild = facts.isDebugBuild
        version = facts.version
        curlVersion = facts.curlVersion
        loops = facts.loops
        processorTime = health.processorTime.fractionalSeconds
        peakMemoryBytes = health.peakMemoryBytes
        startDelay = SummaryTimes(health.startDelay)
    }
}

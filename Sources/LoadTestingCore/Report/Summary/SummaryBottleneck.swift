import LoadTestingMacrosFree

/// The resource that gave way first.
struct SummaryBottleneck: Encodable {
    private let kind: Bottleneck.Kind
    private let certainty: Bottleneck.Certainty
    /// That of the connections that are waited for, and their number in a pool.
    private let port: Int?
    private let size: Int?
    private let isOfAllCores: Bool
    /// As sentences, the most important one first.
    private let evidence: [String]

    init(_ bottleneck: Bottleneck) {
        kind = bottleneck.kind
        certainty = bottleneck.certainty
        (port, size) = (bottleneck.port, bottleneck.size)
        isOfAllCores = bottleneck.isOfAllCores
        evidence = bottleneck.evidence.map(\.printable)
    }
}

import Foundation
package import LoadTestingMacrosFree

/// The figures of a run in the JSON that `JSONSummary` writes, which outlasts versions.
package struct SummaryFile: Sendable {
    /// The figures of one label, or of all requests.
    struct Row: Decodable {
        var label: String?
        var requests: UInt64
        var failed: UInt64
        var errorRate, throughput, requestRate: Double?
        var openedConnections: UInt64
        var responseTime, serviceTime: [String: Double]?
    }

    private struct Members: Decodable {
        var schemaVersion: Int
        var name: String
        var total: Row
        var labels: [Row]
    }

    /// The name of the test.
    package let name: String
    private let total: Row
    private let labels: [Row]

    /// Reads a summary; `nil` for a file that is none.
    ///
    /// - Throws: `Problem` for one of another schema, and for a file that can't be read.
    package init?(_ path: String) throws(Problem) {
        guard try RunFiles.isJSON(path) else { return nil }
        let bytes = try RunFiles.bytes(path)
        guard StoredResult.isSummary(bytes) else { return nil }
        guard let members = try? JSONDecoder().decode(Members.self, from: Data(bytes)),
            members.schemaVersion == ResultSummary.schemaVersion
        else {
            throw Problem(
                "\(path.printable) is no summary of schema version \(ResultSummary.schemaVersion)",
                remedy: "use the version of the library that wrote it, or the JTL of the run")
        }
        name = members.name
        total = members.total
        labels = members.labels
    }

    /// The row of a label, or of all requests; `nil` for an unknown label, and for a group or tag,
    /// of which a summary has no figures.
    func row(of scope: MetricScope) -> Row? {
        guard scope.group == nil, scope.tag == nil else { return nil }
        guard let label = scope.label else { return total }
        return labels.first { $0.label == label.printable }
    }
}

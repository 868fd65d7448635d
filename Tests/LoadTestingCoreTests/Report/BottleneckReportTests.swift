import Foundation
import Testing

@testable import LoadTestingCore

/// The resource that gave way, where programs and job pages read it.
@Suite struct BottleneckReportTests {
    private static let result = LoadTestResult.made(run, p50 < .milliseconds(5))
    private static let run: RunSnapshot = {
        var run = RunSnapshot.served([
            .cpu: [0.05, 0.05], .connections(toPort: 5_432): [5, 5],
            .awaiting(port: 5_432): [5, 5], .upstreamCPU(port: 5_432): [0.1, 0.1],
        ])
        // Twenty requests under way: 100 of 200 ms a second.
        let labels = RunSnapshot.made(seconds: [.made(ok: [(100, 200)])]).intervals[0].labels
        for index in run.intervals.indices { run.intervals[index].labels = labels }
        return run
    }()
    private static let evidence =
        "20 requests under way and 5 connections to port 5432, an answer due on 5 of them"

    private struct Summary: Decodable {
        struct Found: Decodable, Equatable {
            var kind, certainty: String
            var port, size: Int?
            var isOfAllCores: Bool
            var evidence: [String]
        }

        var bottleneck: Found?
    }

    private func summary(of result: LoadTestResult) throws -> Summary {
        try JSONDecoder().decode(
            Summary.self, from: JSONEncoder().encode(ResultSummary(result)))
    }

    @Test func `the summary has its kind, certainty, port, size and evidence`() throws {
        let found = try summary(of: Self.result).bottleneck
        #expect(
            found
                == Summary.Found(
                    kind: "connectionPool", certainty: "clear", port: 5_432, size: 5,
                    isOfAllCores: false,
                    evidence: [Self.evidence, "the server used 5 % of a core"]))
    }

    @Test func `the schema knows each kind and certainty`() throws {
        let url = URL(filePath: #filePath)
            .appending(path: "../../../../Documentation/summary.schema.json").standardizedFileURL
        struct Schema: Decodable {
            struct Definitions: Decodable { var bottleneck: Definition }
            struct Definition: Decodable { var properties: Properties }
            struct Properties: Decodable { var kind, certainty: Words }
            struct Words: Decodable { var `enum`: Set<String> }
            var definitions: Definitions
            enum CodingKeys: String, CodingKey { case definitions = "$defs" }
        }
        let schema = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: url))
        let properties = schema.definitions.bottleneck.properties
        let kinds: [Bottleneck.Kind] = [
            .processor, .eventLoop, .lock, .connectionPool, .upstream, .memory, .openFiles,
            .listenQueue, .disk, .network, .refusal, .generator, .unknown,
        ]
        #expect(properties.kind.enum == Set(kinds.map(\.rawValue)))
        #expect(properties.certainty.enum == ["clear", "likely", "none"])
    }

    @Test func `JUnit has properties of it`() {
        let text = JUnitText(Self.result).text
        for (name, value) in [
            ("bottleneck", "connectionPool"), ("bottleneck.certainty", "clear"),
            ("bottleneck.port", "5432"), ("bottleneck.size", "5"),
            ("bottleneck.evidence", "\(Self.evidence), the server used 5 % of a core"),
        ] {
            #expect(text.contains("<property name=\"\(name)\" value=\"\(value)\"/>\n"), "\(text)")
        }
    }

    @Test func `Markdown has it below its heading`() {
        let lines = MarkdownText(Self.result).text.split(separator: "\n")
        #expect(
            lines[2].hasPrefix("**gave way** connection pool (port 5432, 5 connections)&#58; 20"),
            "\(lines)")
    }

    @Test func `a run that held has it nowhere`() throws {
        let result = LoadTestResult.made(Self.run, p50 < .seconds(5))
        let found = try summary(of: result).bottleneck
        #expect(result.bottleneck == nil && found == nil)
        #expect(!JUnitText(result).text.contains("bottleneck"))
        #expect(!MarkdownText(result).text.contains("gave way"))
    }
}

import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct RunSnapshotTests {
    private let run: RunSnapshot = {
        var collector = Collector(names: SampleNames(labels: ["a", "b"]))
        for second in 0..<3 {
            let labels = [
                LabelSnapshot([.made(end: 5), .made(end: 7, cause: .reset)]), LabelSnapshot(),
            ]
            collector.add(
                second: second, labels: labels, health: GeneratorHealth(), activeUsers: 4)
        }
        collector.add(examples: [
            FailedExchange(
                label: "a", request: "GET /", cause: .http(status: 500), status: 500,
                explanation: "", body: "oops", endNanoseconds: 3)
        ])
        collector.add(unstartedUsers: 1, abandonedExchanges: 2)
        return collector.finish(.interrupted, durationNanoseconds: 3_000_000_000)
    }()

    @Test func `a run survives JSON`() throws {
        let data = try JSONEncoder().encode(run)
        #expect(try JSONDecoder().decode(RunSnapshot.self, from: data) == run)
        let empty = RunSnapshot(labels: [])
        let emptyData = try JSONEncoder().encode(empty)
        #expect(try JSONDecoder().decode(RunSnapshot.self, from: emptyData) == empty)
    }

    @Test func `the layout has a version, which is stored`() throws {
        #expect(run.layoutVersion == 10)
        let text = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
        #expect(text.contains(#""layoutVersion":10"#))
    }

    @Test(arguments: [0, 1, -1])
    func `a run of another layout is refused`(version: Int) throws {
        let text = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
            .replacing(#""layoutVersion":10"#, with: #""layoutVersion":\#(version)"#)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RunSnapshot.self, from: Data(text.utf8))
        }
        #expect(error.map { "\($0)".contains("layout \(version)") } == true)
    }

    @Test func `a run without its layout is refused`() throws {
        let text = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
            .replacing(#""layoutVersion":10"#, with: #""unknown":1"#)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RunSnapshot.self, from: Data(text.utf8))
        }
    }
}

import Foundation
import LoadTesting
import LoadTestingCore
import Testing

/// Crippled servers, and what is said of each: `Scripts/experiments bottleneck [ROUNDS] [KIND…]`.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["BOTTLENECK_ROUNDS"] != nil,
        "run by Scripts/experiments bottleneck"))
struct BottleneckLab {
    private static let environment = ProcessInfo.processInfo.environment
    private static let rounds = environment["BOTTLENECK_ROUNDS"].flatMap { Int($0) } ?? 1
    /// Those named, or all.
    private static let subjects: [BottleneckSubject] = {
        let kinds = (environment["BOTTLENECK_KINDS"] ?? "").split(separator: " ").map(String.init)
        return BottleneckSubject.all.filter { kinds.isEmpty || kinds.contains($0.kind) }
    }()

    /// What was found of a server in all rounds.
    private struct Row {
        let subject: BottleneckSubject
        private(set) var right = 0
        private(set) var wrong = 0
        private var found: [String: Int] = [:]
        private var last = ""
        private var seconds = 0.0

        init(_ subject: BottleneckSubject) { self.subject = subject }

        mutating func add(_ bottleneck: Bottleneck?, after time: Duration) {
            let kind = bottleneck?.kind ?? .unknown
            let certainty = (bottleneck?.certainty ?? .none).rawValue
            found["\(kind.rawValue) (\(certainty))", default: 0] += 1
            right += kind == subject.expected ? 1 : 0
            wrong += kind != subject.expected && kind != .unknown ? 1 : 0
            last = bottleneck?.evidence.joined(separator: ", ") ?? "no budget was missed"
            seconds += time / .seconds(1)
        }

        var text: String {
            let kinds = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.value) × \($0.key)" }
            let count = found.values.reduce(0, +)
            let cells = [
                subject.name, subject.expected.rawValue, kinds.joined(separator: ", "),
                String(format: "%.1f s", seconds / Double(max(1, count))), last,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
    }

    /// Keeps the record from which it was told, for the tests of the rules.
    private static func keep(_ result: LoadTestResult, of subject: BottleneckSubject, round: Int)
        throws
    {
        let folder = URL(filePath: #filePath).appending(path: "../../../.build/bottlenecks")
            .standardizedFileURL
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let name = "\(subject.name.replacing(" + ", with: "-"))-\(round).json"
        try encoder.encode(LoadEvidence(result.snapshot))
            .write(to: folder.appending(path: name))
    }

    @Test func `each fault is named in nine of ten runs, and no other one is`() async throws {
        try #require(!Self.subjects.isEmpty, "no server has one of the kinds that were named")
        print("bottleneck: | server | expected | found | time | evidence of the last |")
        print("bottleneck: | --- | --- | --- | --- | --- |")
        var rows: [Row] = []
        for subject in Self.subjects {
            var row = Row(subject)
            for round in 1...Self.rounds {
                let start = ContinuousClock.now
                let result = try await subject.load()
                row.add(result.bottleneck, after: .now - start)
                try Self.keep(result, of: subject, round: round)
            }
            print("bottleneck: \(row.text)")
            rows.append(row)
        }
        let (right, wrong) = rows.reduce(into: (0, 0)) { $0 = ($0.0 + $1.right, $0.1 + $1.wrong) }
        let all = rows.count * Self.rounds
        let unknown = all - right - wrong
        print("bottleneck: \(right) of \(all) right, \(wrong) wrong, \(unknown) unknown")
        for row in rows {
            #expect(row.right * 10 >= Self.rounds * 9, "\(row.text)")
        }
        #expect(wrong * 100 <= max(100, all))
    }
}

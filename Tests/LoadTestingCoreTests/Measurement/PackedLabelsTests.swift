import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct PackedLabelsTests {
    /// A label in which nothing is as in an empty one.
    private static let full: LabelSnapshot = {
        let times = ExchangeTimes(
            lookup: 1_000, connect: 2_000, tls: 3_000, send: 4_000, wait: 5_000, receive: 6_000,
            exchange: 11_000)
        var label = LabelSnapshot([
            .made(
                due: -3, end: 10, received: 7, sent: 300, opened: true, resent: true,
                own: OwnDelay(start: 900_000, setUp: 800_000, answer: 7_000), times: times),
            .made(due: 5, end: 5_000, status: 404, cause: .check("status 200"), received: 1 << 40),
            .made(end: 1, status: 0, cause: .reset), .made(end: 2, status: 500, cause: .reset),
            .made(end: 9, status: 0, cause: .responseTimeout, own: OwnDelay(answer: 5_000_000)),
        ])
        label.brokenIterations = 2
        (label.succeededInDrain, label.failedInDrain) = (1, 200)
        label.checks = CheckCounts(passed: 3, failed: 2)
        label.groups = [GroupMask(3), GroupMask(70)]
        label.causes[.capture("Straße (1)")] = 300
        return label
    }()

    @Test func `the label that the tests pack has a value in each of its fields`() {
        let pairs = zip(
            Mirror(reflecting: Self.full).children, Mirror(reflecting: LabelSnapshot()).children)
        for (full, empty) in pairs {
            #expect("\(full.value)" != "\(empty.value)", "\(full.label ?? "") is not tested")
        }
        for kind in HistogramKind.allCases { #expect(Self.full[kind].count > 0, "\(kind)") }
    }

    @Test func `what is packed comes out whole`() {
        var edges = LabelSnapshot()
        edges.okResponse = HistogramSnapshot(nanoseconds: [.max / 2, -5, 1 << 53, .max / 2, 0])
        edges.okService = HistogramSnapshot(nanoseconds: [-1])
        edges.okExchange = HistogramSnapshot(
            nanoseconds: latencies(5_000, seed: 4, wholeMicroseconds: false))
        let labels = [LabelSnapshot(), Self.full, LabelSnapshot(), LabelSnapshot(), edges]
        let packed = PackedLabels(labels)
        for (number, label) in labels.enumerated() { #expect(packed[number] == label) }
        #expect(packed[5] == LabelSnapshot() && packed[-1] == LabelSnapshot())
        #expect(Array(packed.seen) == [1, 4])
    }

    @Test(arguments: 1...8)
    func `merging is that of the labels themselves`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let parts = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
            (0..<12).map { _ in LabelSnapshot.random(using: &generator) }
        }
        let packed = PackedLabels(merging: parts.map { PackedLabels($0) })
        for number in 0..<12 {
            var sum = LabelSnapshot()
            for part in parts { sum.merge(part[number]) }
            #expect(packed[number] == sum)
        }
    }

    @Test func `number, extremes and sum are there without the counters`() {
        PackedLabels([Self.full]).forEach { number, label in
            #expect(number == 0 && label.requests == Self.full.requests)
            #expect(label.okResponse == Self.full.okResponse.outline)
            #expect(label.causes == Self.full.causes && label.statuses == Self.full.statuses)
        }
    }

    @Test func `labels can change their numbers`() {
        let packed = PackedLabels([Self.full, LabelSnapshot([.made(end: 4)])])
        let swapped = packed.renumbered { 1 - $0 }
        #expect(swapped[0] == packed[1] && swapped[1] == packed[0])
    }

    @Test func `what is stored is read back, and anything else refused`() throws {
        let packed = PackedLabels([LabelSnapshot(), Self.full, LabelSnapshot([.made(end: 4)])])
        let data = try JSONEncoder().encode(packed)
        #expect(try JSONDecoder().decode(PackedLabels.self, from: data) == packed)
        let label = String(decoding: try JSONEncoder().encode(Self.full), as: UTF8.self)
        let empty = String(decoding: try JSONEncoder().encode(LabelSnapshot()), as: UTF8.self)
        for text in ["[1]", "[-1,\(label)]", "[1,\(label),1,\(label)]", "[1,\(empty)]", "{}"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(PackedLabels.self, from: Data(text.utf8))
            }
        }
    }

    /// 219 MB in a minute were 3.6 kB for each of these.
    @Test func `a label with one exchange takes about 100 bytes, one that was not seen none`() {
        let recorder = Recorder(names: SampleNames(labels: (0..<1_000).map { "\($0)" }))
        var generator = SeededGenerator(seed: 11)
        for number in 0..<5_000 where number % 5 < 2 {
            recorder.record(.random(label: Int32(number), using: &generator))
        }
        let bytes = recorder.takeAll().labels.byteCount
        #expect(bytes < 2_000 * 120, "\(bytes) bytes")
        #expect(PackedLabels((0..<5_000).map { _ in LabelSnapshot() }).byteCount == 0)
    }

    @Test func `values close together take a byte each`() {
        let close = HistogramSnapshot(nanoseconds: (0..<100).map { 1_000_000 + $0 * 50_000 })
        #expect(close.counters.count <= 102)
        let same = HistogramSnapshot(nanoseconds: (0..<10_000).map { _ in 5_000 })
        #expect(same.counters.count <= 4)
    }
}

extension Sample {
    /// An exchange on a kept connection that took 1 to 10 ms.
    static func random(label: Int32, using generator: inout SeededGenerator) -> Sample {
        let wait = Int64.random(in: 1_000_000...10_000_000, using: &generator)
        let due = Int64.random(in: 0...600_000_000_000, using: &generator)
        var sample = Sample.made(label: label, end: 0, received: 1_234, sent: 321)
        sample.due = due
        sample.start = due + 20_000
        sample.end = due + wait + 80_000
        sample.times = ExchangeTimes(
            send: 2_000, wait: wait, receive: 58_000, exchange: wait + 60_000)
        return sample
    }
}

extension LabelSnapshot {
    /// A few requests of all kinds, or none.
    static func random(using generator: inout SeededGenerator) -> LabelSnapshot {
        let causes: [FailureCause?] = [nil, nil, nil, .reset, .check("body"), .http(status: 503)]
        return LabelSnapshot(
            (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                var sample = Sample.random(label: 0, using: &generator)
                sample.status = [200, 201, 503].randomElement(using: &generator) ?? 200
                sample.cause = (causes.randomElement(using: &generator) ?? nil)?.code ?? 0
                sample.openedConnection = Bool.random(using: &generator)
                return sample
            })
    }
}

import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// The stored form of histograms: a run has thousands of them.
@Suite struct HistogramCodingTests {
    private func text(_ histogram: HistogramSnapshot) throws -> String {
        String(decoding: try JSONEncoder().encode(histogram), as: UTF8.self)
    }

    private func decode(_ text: String) throws -> HistogramSnapshot {
        try JSONDecoder().decode(HistogramSnapshot.self, from: Data(text.utf8))
    }

    @Test func `extremes and sum, then distances and counts`() throws {
        let histogram = HistogramSnapshot(nanoseconds: [1_500, 2_000, 9_000, 2_000])
        #expect(try text(histogram) == "[1500,9000,14500,3,3,7,1]")
        #expect(try text(HistogramSnapshot()) == "[]")
    }

    @Test func `what is stored is read back`() throws {
        let histograms = [
            HistogramSnapshot(), HistogramSnapshot(nanoseconds: [0]),
            HistogramSnapshot(nanoseconds: [Int64.max / 2, -5, 1 << 53]),
            HistogramSnapshot(nanoseconds: latencies(5_000, seed: 9, wholeMicroseconds: false)),
        ]
        for histogram in histograms { #expect(try decode(text(histogram)) == histogram) }
    }

    @Test(arguments: [
        "[1]", "[1,2,3,4]", "[1,2,3,0,1]", "[1,2,3,1,0]", "[1,2,3,99999,1]", "[1,2,3,5,1,-2,1]",
        "[1,2,3,1,18446744073709551615,1,1]", #"{"count":0}"#,
    ])
    func `what is no histogram is refused`(_ text: String) {
        #expect(throws: DecodingError.self) { try decode(text) }
    }

    @Test func `a second of ten labels and 1,000 requests is small`() throws {
        var generator = SeededGenerator(seed: 3)
        let names = SampleNames(labels: (0..<10).map { "\($0)" })
        let recorder = Recorder(names: names)
        for number in 0..<1_000 {
            let wait = Int64.random(in: 1_000_000...30_000_000, using: &generator)
            var sample = Sample.made(label: Int32(number % 10), end: 0)
            sample.end = wait + 60_000
            sample.times = ExchangeTimes(
                send: 2_000, wait: wait, receive: 58_000, exchange: sample.end - 2_000)
            recorder.record(sample)
        }
        // 600 of them are a run's most: 15 MB.
        let size = try JSONEncoder().encode(recorder.takeAll().labels).count
        #expect(size < 25_000, "\(size)")
    }
}

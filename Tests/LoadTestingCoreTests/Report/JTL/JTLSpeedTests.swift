import Foundation
import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// The cost of a row, printed by `Scripts/experiments jtl`.
@Suite struct JTLSpeedTests {
    private static let rows = ProcessInfo.processInfo.environment["JTL_ROWS"].flatMap { Int($0) }

    @Test(.enabled(if: rows != nil, "a measurement: Scripts/experiments jtl"))
    func `a row of a log costs little`() throws {
        let names = SampleNames(labels: ["GET /health", "POST /orders"])
        let plan = JTLNames(
            startNanoseconds: 1_700_000_000_000_000_000, groups: ["Thread Group"],
            firstUsers: [0], urls: ["http://127.0.0.1:8000/health"])
        var samples: [Sample] = (0..<2_048).map { index in
            var sample = Sample.made(
                label: Int32(index % 2), due: Int64(index), end: Int64(index + 17), received: 150,
                sent: 80, times: ExchangeTimes(send: 1_000, wait: 16_000_000, exchange: 17_000_000))
            sample.request = 0
            sample.user = Int64(index)
            return sample
        }
        // Every hundredth has failed.
        for index in stride(from: 0, to: samples.count, by: 100) {
            samples[index].cause = FailureCause.http(status: 503).code
            samples[index].status = 503
        }
        let batch = SampleStream.Batch(
            loop: 0, second: 0, samples: samples, texts: SampleTexts(), lost: 0, names: names)
        var text = JTLText(.csv, plan)
        let count = try #require(Self.rows) / samples.count
        var bytes = 0
        let time = ContinuousClock().measure {
            for _ in 0..<count { bytes += text.text(of: batch).count }
        }
        let rows = Double(count * samples.count)
        print(
            "JTL: \(NumberText.grouped(count * samples.count)) rows of"
                + " \(NumberText.decimal(Double(bytes) / rows, places: 0)) bytes,"
                + " \(NumberText.significant(Double(time.wholeNanoseconds) / rows)) ns a row")
    }
}

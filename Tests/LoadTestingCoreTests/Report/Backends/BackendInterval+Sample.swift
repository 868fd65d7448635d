@testable import LoadTestingCore

extension BackendInterval {
    /// Two labels and a transaction: response times of 10, 20, … 1000 ms, and five failures.
    static func sample(named name: String = "GET /a") -> BackendInterval {
        var label = LabelSnapshot()
        label.okResponse = HistogramSnapshot(counting: (1...100).map { Int64($0) * 10_000_000 })
        label.failedResponse = HistogramSnapshot(
            counting: [Int64](repeating: 2_000_000_000, count: 5))
        label.causes = [.http(status: 503): 3, .bodyTimeout: 2]
        label.sentBytes = 1_050
        label.receivedBytes = 21_000
        var other = LabelSnapshot()
        other.okResponse = HistogramSnapshot(counting: [1_000_000])
        var interval = BackendInterval(startNanoseconds: 1_700_000_000_000_000_000, seconds: 5)
        interval.take(
            PackedLabels([label, other, other]), names: [name, "b", "both"],
            kinds: [.requests, .requests, .transaction])
        interval.users.add(3)
        interval.users.add(6)
        return interval
    }
}

@testable import LoadTestingCore

extension RunSnapshot {
    /// A run of whole seconds, with the latencies of each in milliseconds.
    static func course(
        seconds: Int, labels: [String] = ["GET /"], plateau: Range<Int>? = nil, users: Int = 200,
        _ latencies: (_ second: Int, _ label: Int) -> [Double]
    ) -> RunSnapshot {
        var collector = Collector(names: SampleNames(labels: labels))
        for second in 0..<seconds {
            let measured = labels.indices.map { label in
                var one = LabelSnapshot()
                one.okResponse = HistogramSnapshot(
                    nanoseconds: latencies(second, label).map { Int64($0 * 1e6) })
                one.okService = one.okResponse
                one.firstDueNanoseconds = Int64(second) * 1_000_000_000
                one.lastEndNanoseconds = Int64(second + 1) * 1_000_000_000
                return one
            }
            collector.add(
                second: second, labels: measured, health: GeneratorHealth(), activeUsers: users)
        }
        var run = collector.finish(
            .complete, durationNanoseconds: Int64(seconds) * 1_000_000_000)
        run.plateau = plateau
        run.plannedUsers = users
        return run
    }
}

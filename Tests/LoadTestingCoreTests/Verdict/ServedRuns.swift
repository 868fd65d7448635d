@testable import LoadTestingCore

extension RunSnapshot {
    /// A run of 100 requests a second with a server, of which a level is known for each second.
    static func served(
        _ series: ServerSeries, _ values: [Double], cores: Int = 2, unseen: [String] = []
    ) -> RunSnapshot {
        .served([series: values], cores: cores, unseen: unseen)
    }

    static func served(
        _ levels: [ServerSeries: [Double]], cores: Int = 2, unseen: [String] = []
    ) -> RunSnapshot {
        let seconds = levels.values.map(\.count).max() ?? 0
        var run = RunSnapshot.made(
            seconds: (0..<seconds).map { _ in .made(ok: [(100, 10)]) })
        var record = ServerRecord(name: "python3 server.py")
        record.cores = cores
        record.unseen = unseen
        run.server = record
        for (series, values) in levels {
            for (second, value) in values.enumerated() {
                var use = ServerUse()
                use.add(ServerUse.Level(value, for: 1), to: series)
                run.intervals[second].add(server: use)
            }
        }
        return run
    }
}

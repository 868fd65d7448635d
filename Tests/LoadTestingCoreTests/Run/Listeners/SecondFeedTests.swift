import Testing

@testable import LoadTestingCore

@Suite struct SecondFeedTests {
    private let names = SampleNames(rows: [
        SampleRow(label: "a", group: 0), SampleRow(label: "b"), SampleRow(label: "a", group: 1),
    ])

    private func interval(
        _ second: Int, isLast: Bool, label: Int32 = 0, users: Int = 1
    ) -> RecordedSecond {
        let recorder = Recorder(names: names)
        for _ in 0..<2 {
            recorder.record(
                Sample(
                    label: label, group: 0, user: 0, iteration: 0, due: 0, start: 0,
                    end: 1_000_000, received: 0, sent: 0, status: 200, cause: 0,
                    openedConnection: false, resent: false))
        }
        return RecordedSecond(
            second: second, isWhole: true, isLast: isLast, labels: recorder.takeAll().labels,
            activeUsers: users, transcripts: [])
    }

    private func seconds(
        _ intervals: RecordedSecond...
    ) async -> [SecondFeed.Second] {
        let feed = SecondFeed()
        var observer = SecondObserver([feed], names: names)
        var collector = Collector(names: names)
        for interval in intervals { _ = observer.observe(interval, &collector) }
        observer.finish(&collector)
        var seconds: [SecondFeed.Second] = []
        for await second in feed { seconds.append(second) }
        return seconds
    }

    @Test func `a second is passed on once, with what all loops measured of each label`() async {
        let seconds = await seconds(
            interval(0, isLast: false, users: 2), interval(0, isLast: false, label: 1, users: 3),
            interval(0, isLast: true, label: 2, users: 0))
        #expect(seconds.map(\.number) == [0] && seconds[0].activeUsers == 5)
        var counts: [Int: UInt64] = [:]
        seconds[0].labels.forEach { counts[$0] = $1.requests }
        #expect(counts == [0: 4, 1: 2] && seconds[0].names == ["a", "b"])
    }

    @Test func `seconds come in order, and those that are left at the end come then`() async {
        let seconds = await seconds(
            interval(0, isLast: false), interval(1, isLast: false), interval(1, isLast: true),
            interval(3, isLast: false), interval(2, isLast: false))
        #expect(seconds.map(\.number) == [0, 1, 2, 3])
        #expect(seconds.map(\.activeUsers) == [1, 2, 1, 1])
    }
}

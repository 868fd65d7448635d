import CLoadTesting
import Testing

@Suite struct ConnectionEndTests {
    private let written: Int64 = 1_000_000_000
    private let reading = Int64(CLT_READING_NANOSECONDS)

    /// The peer ended this long after the write.
    private func end(after nanoseconds: Int64, roundTrip: Int64 = 0) -> clt_connection_end {
        clt_connection_end(
            instant: written + nanoseconds, round_trip: roundTrip, is_acknowledged: false,
            status: 0)
    }

    @Test(
        arguments: [
            (0, 0, true), (999_999, 0, true), (1_000_000, 0, true), (1_000_001, 0, false),
            (1_000_001, 500_001, true), (1_000_003, 500_001, false), (20_000_000, 40_000, false),
            (79_000_000, 40_000_000, true), (81_000_000, 40_000_000, false),
        ] as [(Int64, Int64, Bool)])
    func aRequestIsUnreadForTwoRoundTripsAndAMillisecondAtLeast(
        _ nanoseconds: Int64, _ roundTrip: Int64, _ isUnread: Bool
    ) {
        var end = end(after: nanoseconds, roundTrip: roundTrip)
        #expect(clt_ended_unread(&end, written, reading) == isUnread)
    }

    /// The server's system had the request before the connection ended.
    @Test func whatIsAcknowledgedOrAnsweredWasRead() {
        var acknowledged = end(after: 1)
        acknowledged.is_acknowledged = true
        #expect(!clt_ended_unread(&acknowledged, written, reading))
        var answered = end(after: 1)
        answered.status = 413
        #expect(!clt_ended_unread(&answered, written, reading))
    }
}

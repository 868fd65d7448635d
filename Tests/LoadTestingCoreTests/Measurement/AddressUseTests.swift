import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct AddressUseTests {
    private static func use(
        _ address: String, _ requests: UInt64, failed: UInt64 = 0, refusals: UInt64 = 0,
        omission: AddressUse.Omission? = nil
    ) -> AddressUse {
        var use = AddressUse(name: "multi.test:80", address: address, omission: omission)
        (use.requests, use.failed, use.refusals) = (requests, failed, refusals)
        return use
    }

    @Test func `loops and shards add up`() throws {
        var (first, second) = (RunSnapshot(labels: []), RunSnapshot(labels: []))
        first.addresses = [Self.use("127.0.0.1", 3, failed: 1), Self.use("127.0.0.2", 0)]
        second.addresses = [
            Self.use("127.0.0.2", 4, refusals: 2),
            Self.use("127.0.0.1", 0, omission: .refused),
            Self.use("127.0.0.3", 0, omission: .unanswered),
        ]
        first.merge(second)
        let expected = [
            Self.use("127.0.0.1", 3, failed: 1), Self.use("127.0.0.2", 4, refusals: 2),
            Self.use("127.0.0.3", 0, omission: .unanswered),
        ]
        #expect(first.addresses == expected)
        let stored = try JSONEncoder().encode(first)
        #expect(try JSONDecoder().decode(RunSnapshot.self, from: stored) == first)
    }

    @Test func `the report names each address`() {
        let text = Self.report([
            Self.use("127.0.0.1", 5_012), Self.use("127.0.0.2", 10, failed: 3),
            Self.use("::1", 0, omission: .refused), Self.use("10.0.0.9", 0, omission: .unanswered),
            Self.use("127.0.0.5", 7, refusals: 1_200),
        ])
        for line in [
            "addresses  multi.test:80: 127.0.0.1 5,012 requests\n",
            "           multi.test:80: 127.0.0.2 10 requests, 3 failed\n",
            "           multi.test:80: ::1 refused before the load and was left out\n",
            "           multi.test:80: 10.0.0.9 did not answer before the load and was left out\n",
            "127.0.0.5 7 requests, refused 1,200 connections\n",
            "3 of 5 addresses of multi.test:80 were loaded: ::1 refused; 10.0.0.9 did not answer\n",
            "127.0.0.5 of multi.test:80 refused connections while the load ran\n",
        ] {
            #expect(text.contains(line), "\(text)")
        }
    }

    @Test func `nothing is said where all is well`() {
        let text = Self.report([Self.use("127.0.0.1", 5), Self.use("127.0.0.2", 5)])
        #expect(!text.contains("addresses of"))
        #expect(!Self.report([]).contains("addresses"))
    }

    private static func report(_ uses: [AddressUse]) -> String {
        var snapshot = RunSnapshot.made(ok: [(count: 30, milliseconds: 5)])
        snapshot.addresses = uses
        return "\(LoadTestResult.made(snapshot))"
    }
}

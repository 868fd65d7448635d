import Foundation
import Testing

@testable import LoadTestingCore

/// What the rules find in the records of servers whose fault is known.
@Suite struct RecordedLoadTests {
    private func evidence(_ server: String) throws -> LoadEvidence {
        let load = try #require(recordedLoads.first { $0.server == server })
        return try JSONDecoder().decode(LoadEvidence.self, from: Data(load.record.utf8))
    }

    @Test(arguments: recordedLoads.map(\.server))
    func `each server's fault is named, or none is`(server: String) throws {
        let expected = recordedLoads.first { $0.server == server }?.kind
        let found = try evidence(server).found
        #expect(found.kind.rawValue == expected, "\(found)")
        #expect((found.certainty == .none) == (found.kind == .unknown))
        #expect(!found.evidence.isEmpty)
    }

    @Test func `a pool is named with its size, a service with its port`() throws {
        let pool = try evidence("a pool of five connections").found
        #expect(pool.size == 5 && pool.port == 21_499)
        #expect(try evidence("a pool of five, for threads").found.size == 5)
        #expect(try evidence("a service that computes").found.port == 21_241)
    }

    /// Without what a system does not say, or refuses to say, a name may be missing, never wrong.
    @Test(arguments: recordedLoads.map(\.server))
    func `a record without threads and connections names nothing else`(server: String) throws {
        let expected = recordedLoads.first { $0.server == server }?.kind
        var poor = try evidence(server)
        var use = ServerUse()
        for (series, level) in poor.server?.levels ?? [:] {
            switch series {
            case .threadsIn, .loopsIn, .lockWaiters, .awaiting, .upstreamCPU, .busiestThread,
                .busiestThreadDemand:
                continue
            default: use.add(level, to: series)
            }
        }
        poor.server = use
        let found = poor.found
        // A service that computes behind a pool looks like the pool then.
        let isLikePool =
            server == "a pool of five to one that computes" && found.kind == .connectionPool
            && found.certainty == .likely
        #expect(
            found.kind.rawValue == expected || found.kind == .unknown || isLikePool, "\(found)")
    }
}

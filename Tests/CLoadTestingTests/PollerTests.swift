import CLoadTesting
import CLoadTestingSystem
import Foundation
import Testing

@testable import TestServers

/// The poller on pairs of connected sockets.
@Suite struct PollerTests {
    /// A poller with one end of a pair in it.
    private final class Fixture {
        let poller: OpaquePointer
        let own: Descriptor
        let other: Descriptor

        init() throws {
            let made = clt_poller_create()
            poller = try #require(made)
            var ends: [Int32] = [-1, -1]
            #expect(openStreamPair(&ends) == 0)
            own = try Descriptor("socketpair", ends[0])
            other = try Descriptor("socketpair", ends[1])
            let isAdopted = clt_poller_adopt(poller, own.number, nil)
            #expect(isAdopted)
        }

        deinit { clt_poller_destroy(poller) }

        func want(_ interest: Int, token: Int = PollerTests.owner) -> Bool {
            clt_poller_want(poller, own.number, Int32(interest), clt_token(token))
        }

        /// Waits at most 50 ms.
        func events(nanoseconds: Int64 = 50_000_000) -> [clt_event] {
            var events = [clt_event](repeating: clt_event(), count: 16)
            let count = clt_poller_wait(poller, &events, 16, nanoseconds)
            return Array(events.prefix(Int(count)))
        }

        func send() { _ = write(other.number, "x", 1) }

        func receive() {
            var byte: UInt8 = 0
            _ = read(own.number, &byte, 1)
        }

        var changes: UInt64 { clt_poller_changes(poller) }
    }

    private static let owner = CLT_OWNER_CURL | 5 << 8

    @Test func readableSocketIsReportedWithItsToken() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        #expect(fixture.events().isEmpty)
        fixture.send()
        let events = fixture.events()
        #expect(events.map(\.descriptor) == [fixture.own.number])
        #expect(events.map(\.token) == [clt_token(Self.owner)])
        #expect(events.allSatisfy { $0.readable && !$0.writable && !$0.failed && !$0.idle })
        // Still unread, so it is reported again.
        #expect(fixture.events().count == 1)
    }

    @Test func writableSocketIsReportedWhileItIsWanted() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ | CLT_WRITE))
        #expect(fixture.events().contains { $0.writable })
        #expect(fixture.want(CLT_READ))
        #expect(fixture.events().isEmpty)
    }

    #if os(Linux)
        @Test func arrivalIsReportedOnce() throws {
            let fixture = try Fixture()
            #expect(fixture.want(CLT_READ | CLT_ARRIVALS))
            fixture.send()
            #expect(fixture.events().map(\.readable) == [true])
            #expect(fixture.events().isEmpty, "unread bytes are the reader's own affair")
            fixture.send()
            #expect(fixture.events().map(\.ended) == [false])
        }
    #endif

    @Test func endIsReportedWithTheBytesBeforeIt() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ | CLT_ARRIVALS))
        fixture.send()
        shutdown(fixture.other.number, Int32(SHUT_WR))
        let events = fixture.events()
        #expect(events.map(\.readable) == [true])
        #expect(events.map(\.ended) == [true])
    }

    @Test func readerOfArrivalsStaysRegisteredWhileItIsIdle() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ | CLT_ARRIVALS))
        let changes = fixture.changes
        for _ in 0..<10 {
            #expect(fixture.want(CLT_NOTHING))
            #expect(fixture.want(CLT_READ | CLT_ARRIVALS))
            fixture.send()
            #expect(fixture.events().count == 1)
            fixture.receive()
        }
        #expect(fixture.changes == changes)
    }

    /// What has come before is not lost to a reader that waited for writing in between.
    @Test func readerOfArrivalsHearsOfWhatCameBefore() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ | CLT_WRITE))
        fixture.send()
        let events = fixture.events()
        #expect(events.contains { $0.readable })
        #expect(events.contains { $0.writable })
        #expect(fixture.want(CLT_READ | CLT_ARRIVALS))
        #expect(fixture.events().map(\.readable) == [true])
    }

    @Test func socketStaysRegisteredBetweenRequests() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        let changes = fixture.changes
        for _ in 0..<100 {
            #expect(fixture.want(CLT_NOTHING))
            #expect(fixture.want(CLT_READ))
            fixture.send()
            #expect(fixture.events().count == 1)
            fixture.receive()
        }
        #expect(fixture.changes == changes)
    }

    /// A close need not be announced: the next socket of its number is watched all the same.
    @Test func socketThatWasNotAdoptedIsRegisteredOnlyWhileItIsWanted() throws {
        let fixture = try Fixture()
        clt_poller_forget(fixture.poller, fixture.own.number)
        #expect(fixture.want(CLT_READ))
        #expect(fixture.want(CLT_NOTHING))
        fixture.send()
        #expect(fixture.events().isEmpty)
        // What closing it without a word does.
        var ends: [Int32] = [-1, -1]
        #expect(openStreamPair(&ends) == 0)
        let (next, peer) = (ends[0], try Descriptor("socketpair", ends[1]))
        #expect(dup2(next, fixture.own.number) == fixture.own.number)
        close(next)
        #expect(fixture.want(CLT_READ))
        _ = write(peer.number, "x", 1)
        #expect(fixture.events().map(\.descriptor) == [fixture.own.number])
    }

    @Test func unwantedEventIsIdleOnceAndCanBeWantedAgain() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        #expect(fixture.want(CLT_NOTHING))
        fixture.send()
        #expect(fixture.events().map(\.idle) == [true])
        #expect(fixture.events().isEmpty)
        #expect(fixture.want(CLT_READ))
        #expect(fixture.events().map(\.idle) == [false])
    }

    @Test func hangUpOfThePeerOnAnIdleSocketIsIdle() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        #expect(fixture.want(CLT_NOTHING))
        shutdown(fixture.other.number, Int32(SHUT_RDWR))
        #expect(fixture.events().map(\.idle) == [true])
        #expect(fixture.events().isEmpty)
    }

    @Test func nothingWantedOfAnUnknownSocketCostsNothing() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_NOTHING))
        #expect(fixture.changes == 0)
        fixture.send()
        #expect(fixture.events().isEmpty)
    }

    @Test func forgottenSocketIsSilentAndMayBeWantedAgain() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        fixture.send()
        clt_poller_forget(fixture.poller, fixture.own.number)
        #expect(fixture.events().isEmpty)
        #expect(fixture.want(CLT_READ))
        #expect(fixture.events().count == 1)
        clt_poller_forget(fixture.poller, 1 << 20)
    }

    @Test func newOwnerOfADescriptorGetsItsEvents() throws {
        let fixture = try Fixture()
        #expect(fixture.want(CLT_READ))
        let direct = CLT_OWNER_DIRECT | 77 << 8
        #expect(fixture.want(CLT_READ, token: direct))
        fixture.send()
        #expect(fixture.events().map(\.token) == [clt_token(direct)])
    }

    @Test func wakeEndsAWaitFromAnotherThread() throws {
        let fixture = try Fixture()
        // Only wake() is called elsewhere, which the C side guarantees to be safe.
        nonisolated(unsafe) let poller = fixture.poller
        let thread = Thread {
            usleep(20_000)
            clt_poller_wake(poller)
        }
        let start = ContinuousClock.now
        thread.start()
        let events = fixture.events(nanoseconds: 20_000_000_000)
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(events.map { $0.token & 0xff } == [clt_token(CLT_OWNER_WAKEUP)])
        #expect(events.allSatisfy { !$0.idle })
        // One wake ends one wait.
        #expect(fixture.events().isEmpty)
    }

    @Test func waitIsNeverShorterThanAsked() throws {
        let fixture = try Fixture()
        for nanoseconds in [0, 300_000, 1_500_000, 12_345_678] as [Int64] {
            let start = clt_monotonic_nanoseconds()
            #expect(fixture.events(nanoseconds: nanoseconds).isEmpty)
            #expect(clt_monotonic_nanoseconds() - start >= nanoseconds)
        }
    }

    @Test func manyDescriptorsGrowTheTable() throws {
        let fixture = try Fixture()
        let pairs = try (0..<300).map { _ in try Lifeline() }
        for (index, pair) in pairs.enumerated() {
            #expect(
                clt_poller_want(
                    fixture.poller, pair.ownEnd.number, Int32(CLT_READ),
                    clt_token(Self.owner + index << 8)))
        }
        _ = write(pairs[250].childEnd.number, "x", 1)
        #expect(fixture.events().map(\.descriptor) == [pairs[250].ownEnd.number])
    }
}

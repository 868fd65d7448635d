import CLoadTesting
import CLoadTestingSystem
import Foundation
import Testing

@testable import TestServers

/// Replies that are read on one connection after the other: a head that came before is not parsed
/// again, which may not be seen in anything but its cost.
@Suite struct KnownHeadTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: y\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nT: 1\r\n\r\n",
        "HTTP/1.1 503 No\r\nContent-Length: 4\r\nContent-Encoding: br\r\n\r\nbusy",
    ])
    func knownHeadLeavesWhatParsingLeaves(_ reply: String) throws {
        let reader = try DirectReader()
        let parsed = try #require(reader.facts(of: reply))
        #expect(reader.knownBytes > 0)
        #expect(reader.misses == 1)
        #expect(try #require(reader.facts(of: reply)) == parsed)
        #expect(reader.misses == 0, "the head was parsed again")
    }

    @Test func otherHeadIsParsed() throws {
        let reader = try DirectReader()
        _ = reader.facts(of: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let longer = reader.facts(of: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")
        #expect(longer?.bodyCount == 3)
        let failed = reader.facts(of: "HTTP/1.1 500 No\r\nContent-Length: 3\r\n\r\nyes")
        #expect(failed?.status == 500)
        #expect(failed?.keptBody == 3)
    }

    /// The head of an answer to HEAD states the length of a body that does not come.
    @Test func headOfAnswerToHeadIsAnother() throws {
        let reader = try DirectReader()
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
        #expect(reader.facts(of: head, isAnswerToHead: true)?.bodyCount == 0)
        #expect(reader.facts(of: head + "ok")?.bodyCount == 2)
        #expect(reader.facts(of: head, isAnswerToHead: true)?.bodyCount == 0)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 1_100))\r\n"
            + "Content-Length: 2\r\n\r\nok",
    ])
    func headThatDoesMoreIsNotKept(_ reply: String) throws {
        let reader = try DirectReader()
        let parsed = try #require(reader.facts(of: reply))
        #expect(reader.knownBytes == 0)
        #expect(try #require(reader.facts(of: reply)) == parsed)
    }

    @Test func headThatIsAskedForIsKeptEachTime() throws {
        let reader = try DirectReader()
        let reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        _ = reader.facts(of: reply)
        // It was parsed where nothing asked for its bytes.
        #expect(reader.facts(of: reply, keepsHead: true)?.keptHead == 38)
        #expect(reader.misses > 0)
        #expect(reader.facts(of: reply, keepsHead: true)?.keptHead == 38)
        #expect(reader.misses == 0, "the head was parsed again")
        #expect(reader.keptHead == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
        #expect(reader.facts(of: reply)?.keptHead == 0)
    }

    /// The head of the final reply alone is kept.
    @Test func interimHeadIsNotKeptWithTheFinalOne() throws {
        let reader = try DirectReader()
        let final = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        for _ in 0..<2 { _ = reader.facts(of: final, keepsHead: true) }
        let interim = "HTTP/1.1 103 Early Hints\r\n\r\n"
        #expect(reader.facts(of: interim + final, keepsHead: true)?.keptHead == 38)
    }

    /// A server whose heads all differ: most of them are not worth keeping.
    @Test func headsThatAllDifferAreKeptRarely() throws {
        let reader = try DirectReader()
        for number in 0..<200 {
            let head = "HTTP/1.1 200 OK\r\nX: \(1_000 + number)\r\nContent-Length: 2\r\n\r\n"
            #expect(reader.facts(of: head + "ok")?.bodyCount == 2)
        }
        #expect(reader.misses == 200)
        #expect(reader.knownText.contains("X: 1191\r\n"))
    }
}

/// A connection to a server that answers at once, and its exchanges.
private final class DirectReader {
    /// What an exchange leaves behind.
    struct Facts: Equatable {
        var status: Int32
        var received: Int64
        var contentLength: Int64
        var bodyCount: Int64
        var isHeadComplete: Bool
        var isAnswered: Bool
        var codings: UInt8
        var unknownCoding: Int8
        var framing: UInt32
        var keptHead: Int
        var keptBody: Int
        var part: UInt32
        var closes: Bool
        var cookies: Int
        var isOpen: Bool
    }

    private let poller: OpaquePointer
    private let share: UnsafeMutablePointer<clt_share>
    private let socket: UnsafeMutablePointer<clt_direct>
    private let multi: UnsafeMutableRawPointer
    private let server: Int32
    private let record = UnsafeMutablePointer<clt_exchange>.allocate(capacity: 1)
    private let heads = UnsafeMutablePointer<clt_known_heads>.allocate(capacity: 1)

    init() throws {
        poller = try #require(clt_poller_create())
        share = try #require(clt_share_create(poller, true, false))
        multi = try #require(curl_multi_init())
        socket = try #require(clt_direct_for(share, multi, 0, false, false))
        var ends: [Int32] = [-1, -1]
        try #require(openStreamPair(&ends) == 0)
        server = ends[1]
        try #require(clt_share_add(share, ends[0]))
        socket.pointee.descriptor = ends[0]
        record.initialize(to: clt_exchange())
        record.pointee.share = share
        record.pointee.rules.body_limit = .max
        memset(heads, 0, MemoryLayout<clt_known_heads>.size)
    }

    deinit {
        clt_direct_destroy_all(share)
        clt_share_release(share)
        clt_exchange_discard(record)
        record.deallocate()
        heads.deallocate()
        curl_multi_cleanup(multi)
        clt_poller_destroy(poller)
        close(server)
    }

    private var known: UnsafeMutablePointer<clt_known_head> { clt_known_head_of(heads, 3) }
    var knownBytes: Int { known.pointee.count }
    /// The head kept of the last reply.
    var keptHead: String {
        let head = record.pointee.head
        let bytes = UnsafeBufferPointer(start: head.bytes, count: head.count)
        return String(decoding: bytes, as: UTF8.self)
    }
    var misses: UInt32 { known.pointee.misses }
    var knownText: String {
        withUnsafeBytes(of: known.pointee.bytes) {
            String(decoding: $0.prefix(knownBytes), as: UTF8.self)
        }
    }

    /// Exchanges a request for this reply; `nil` when the exchange does not end.
    func facts(
        of reply: String, isAnswerToHead: Bool = false, keepsHead: Bool = false
    ) -> Facts? {
        record.pointee.rules.keeps_head = keepsHead
        clt_exchange_begin(record, clt_monotonic_nanoseconds(), 3)
        clt_direct_lend(socket, record, 2)
        let request: [UInt8] = Array("GET / HTTP/1.1\r\n\r\n".utf8)
        let isWritten = request.withUnsafeBufferPointer { bytes in
            socket.pointee.request = clt_direct_request(
                bytes: bytes.baseAddress, count: bytes.count, is_head: isAnswerToHead)
            return clt_direct_begin(socket) == CLT_DIRECT_WAITING
        }
        let bytes = Array(reply.utf8)
        guard isWritten, write(server, bytes, bytes.count) == bytes.count else { return nil }
        var room = [UInt8](repeating: 0, count: 4_096)
        guard clt_direct_read(socket, &room, room.count, heads) == CLT_DIRECT_ENDED else {
            return nil
        }
        return facts
    }

    private var facts: Facts {
        let record = record.pointee
        return Facts(
            status: record.status, received: record.received,
            contentLength: record.content_length, bodyCount: record.body_count,
            isHeadComplete: record.head_complete, isAnswered: record.is_answered,
            codings: record.codings.count, unknownCoding: record.codings.unknown.0,
            framing: record.framing.rawValue, keptHead: record.head.count,
            keptBody: record.body.count, part: socket.pointee.parser.part.rawValue,
            closes: socket.pointee.parser.closes, cookies: record.set_cookies.count,
            isOpen: socket.pointee.descriptor >= 0)
    }
}

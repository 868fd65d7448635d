import CLoadTesting
import CLoadTestingSystem
import Foundation
import Testing

@testable import TestServers

@Suite struct ExchangeTests {
    /// libcurl takes a connection for sound while bytes can be read from it.
    @Test(arguments: [0, 1, 100_000]) func endedIdleConnectionReadsAsEnded(_ unread: Int) throws {
        let pair = try Lifeline()
        let bytes = [UInt8](repeating: 1, count: unread)
        _ = bytes.withUnsafeBytes { write(pair.childEnd.number, $0.baseAddress, $0.count) }
        clt_exchange_end_idle(pair.ownEnd.number)
        var byte: UInt8 = 0
        #expect(recv(pair.ownEnd.number, &byte, 1, Int32(MSG_PEEK)) == 0)
    }

    @Test func beginEmptiesTheRecordButKeepsItsRules() {
        var record = clt_exchange()
        #expect(clt_buffer_append(&record.body, [1, 2, 3], 3))
        #expect(clt_buffer_append(&record.request, [1, 2, 3], 3))
        record.status = 500
        record.writes = 2
        record.resends = 1
        record.connections = 1
        record.challenges = 2
        record.refusal = CLT_REFUSED_RESEND
        record.was_unread = true
        record.has_unread_answer = true
        record.unfollowed_location = strdup("elsewhere")
        record.left_origin = true
        record.method_changed = true
        record.socket_error = 24
        record.rules.may_resend = true
        record.rules.allows_any_address = true
        clt_exchange_begin(&record, 5, 3)
        #expect(record.body.count == 0 && record.body.capacity > 0)
        #expect(record.status == 0 && record.writes == 0 && record.resends == 0)
        #expect(record.connections == 0 && record.challenges == 0)
        #expect(record.refusal == CLT_NOT_REFUSED && !record.was_unread)
        #expect(!record.has_unread_answer && !record.left_origin && !record.method_changed)
        #expect(record.socket_error == 0 && record.unfollowed_location == nil)
        #expect(record.rules.may_resend && record.rules.allows_any_address)
        #expect(record.content_length == -1)
        #expect(record.phases.since == 5 && record.phases.first_write == 0)
        // What was made of the request is what is about to be sent.
        #expect(record.request.count == 3)
        clt_exchange_discard(&record)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.3", true), ("10.0.0.1", true), ("172.16.0.1", true),
        ("172.31.255.255", true), ("192.168.1.1", true), ("0.0.0.0", true), ("::1", true),
        ("fc00::1", true), ("fdff::1", true), ("::ffff:127.0.0.1", true), ("2130706433", true),
        // Link-local, in all its spellings, and other addresses that give a cloud's credentials.
        ("169.254.1.1", false), ("169.254.169.254", false), ("169.254.170.2", false),
        ("2852039166", false), ("0251.0376.0251.0376", false), ("0xa9fea9fe", false),
        ("169.254.43518", false), ("::ffff:169.254.169.254", false), ("::ffff:a9fe:a9fe", false),
        ("::169.254.169.254", false), ("64:ff9b::a9fe:a9fe", false), ("fe80::1", false),
        ("fd00:ec2::254", false), ("fd00:0ec2:0:0::254", false), ("fd20:ce::254", false),
        ("172.15.255.255", false), ("172.32.0.0", false), ("192.169.0.1", false),
        ("11.0.0.1", false), ("8.8.8.8", false), ("100.64.0.1", false), ("2001:db8::1", false),
        ("::ffff:8.8.8.8", false), ("fe00::1", false), ("224.0.0.1", false),
        ("255.255.255.255", false),
    ]) func onlyLocalAndPrivateAddressesArePrivate(_ text: String, _ isPrivate: Bool) {
        var addresses = [clt_address](repeating: clt_address(), count: 4)
        #expect(clt_resolve(text, 80, &addresses, 4) == 1)
        #expect(addresses[0].is_private == isPrivate)
    }
}

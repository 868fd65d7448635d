import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Looks at a body that spare making the reply, held against the checks themselves.
@Suite struct ReplyLookTests {
    private static let bodies: [[UInt8]] =
        ["", "ok", "look", "o", "ko", "caf\u{e9}", "café ok", "e\u{301}"].map { Array($0.utf8) }
        + [[0xe9], [0x63, 0x61, 0x66, 0xe9], [0xff, 0x6f, 0x6b]]
    private static let texts = ["", "ok", "café", "é", "x"]

    @Test func `what a look accepts, the check accepts`() throws {
        var met = 0
        var missed = 0
        for check in Self.texts.flatMap(checks) {
            for body in Self.bodies {
                guard let isMet = check.isMet, body.withUnsafeBufferPointer(isMet) else {
                    missed += 1
                    continue
                }
                met += 1
                let problem = try check.problem(reply(body), [])
                #expect(problem == nil, "\(check.name): \(body)")
            }
        }
        #expect(met > 50)
        #expect(missed > 50)
    }

    @Test func `a text in UTF-8 needs no reply`() throws {
        for text in ["ok", "é"] {
            let isMet = try #require(ReplyCheck.bodyContains(Template(text)).isMet)
            #expect(Array("a \(text)".utf8).withUnsafeBufferPointer(isMet))
        }
        let isEqual = try #require(ReplyCheck.body(equals: "ok").isMet)
        #expect(Array("ok".utf8).withUnsafeBufferPointer(isEqual))
    }

    @Test func `what a slot or Latin-1 may decide is not looked at`() {
        let slot = Slot<String>("name")
        #expect(ReplyCheck.bodyContains("a \(slot)").isMet == nil)
        #expect(ReplyCheck.bodyLacks("a \(slot)").isMet == nil)
        #expect(ReplyCheck.body(equals: "a \(slot)").isMet == nil)
        #expect(ReplyCheck.bodyLacks("é").isMet == nil)
        #expect(ReplyCheck.that("mine") { _ in true }.isMet == nil)
    }

    private func checks(_ text: String) -> [ReplyCheck] {
        [
            .bodyContains(text), .bodyLacks(text), .body(equals: text),
            .bodySize(0...text.utf8.count),
        ]
    }

    private func reply(_ body: [UInt8]) -> Reply {
        Reply(status: 200, head: [], content: body, duration: .zero, reading: .standard)
    }
}

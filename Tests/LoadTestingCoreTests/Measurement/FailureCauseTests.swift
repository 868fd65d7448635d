import Foundation
import Testing

@testable import LoadTestingCore

private let classes: [(FailureCause, String)] = [
    (.dns, "dns"), (.connect, "connect"), (.tls, "tls"), (.connectTimeout, "timeout(connect)"),
    (.tlsTimeout, "timeout(tls)"), (.responseTimeout, "timeout(response)"),
    (.bodyTimeout, "timeout(body)"), (.drainTimeout, "timeout(drain)"), (.reset, "reset"),
    (.staleReset, "reset(stale)"), (.invalidResponse, "protocol"), (.truncated, "truncated"),
    (.policy, "policy"), (.generatorDescriptors, "generator(fd)"),
    (.generatorPorts, "generator(port)"), (.other, "other"), (.decode, "decode"),
    (.redirect, "redirect"), (.bodyTooLarge, "body(too large)"), (.script, "script"),
    (.invalidRequest, "request(invalid)"), (.cancelled, "cancelled"),
    (.transaction, "a sample inside"),
]

@Suite struct FailureCauseTests {
    @Test(arguments: classes)
    func `each class has its text and code, and survives JSON`(
        cause: FailureCause, text: String
    ) throws {
        #expect(cause.description == text)
        #expect(cause.status == nil)
        #expect(cause.code < 0)
        #expect(SampleNames(labels: []).cause(of: cause.code) == cause)
        let data = try JSONEncoder().encode([cause: 1])
        #expect(try JSONDecoder().decode([FailureCause: Int].self, from: data) == [cause: 1])
    }

    @Test func `no two classes share a code or text`() {
        #expect(Set(classes.map(\.0.code)).count == classes.count)
        #expect(Set(classes.map(\.1)).count == classes.count)
    }

    @Test func `only those of the generator are the generator's`() {
        #expect(
            classes.map(\.0).filter(\.isGenerator) == [.generatorDescriptors, .generatorPorts])
        #expect(!FailureCause.http(status: 503).isGenerator)
    }

    @Test func `every status is a cause of its own`() throws {
        for status in 100...999 {
            let cause = FailureCause.http(status: status)
            #expect(cause.description == "http(\(status))")
            #expect(cause.status == status)
            #expect(SampleNames(labels: []).cause(of: cause.code) == cause)
        }
        let data = try JSONEncoder().encode(FailureCause.http(status: 503))
        #expect(String(decoding: data, as: UTF8.self) == "\"http(503)\"")
        #expect(try JSONDecoder().decode(FailureCause.self, from: data) == .http(status: 503))
    }

    @Test func `every redirect is a cause of its own`() throws {
        for status in 300...399 {
            let cause = FailureCause.redirect(status: status)
            #expect(cause.description == "redirect(\(status))")
            #expect(cause.status == status)
            #expect(cause != .http(status: status) && cause != .redirect)
            #expect(SampleNames(labels: []).cause(of: cause.code) == cause)
            let data = try JSONEncoder().encode(cause)
            #expect(try JSONDecoder().decode(FailureCause.self, from: data) == cause)
        }
        #expect(FailureCause.redirect(status: 12) == .redirect(status: 300))
        #expect(FailureCause.redirect(status: 500) == .redirect(status: 399))
    }

    @Test(arguments: [
        (FailureCause.check("status 200"), "check(status 200)"),
        (.check("a (b)"), "check(a (b))"), (.capture("token"), "capture(token)"),
        (.unfilled("user.id"), "unfilled(user.id)"),
    ])
    func `a named cause keeps its name in samples and in JSON`(
        cause: FailureCause, text: String
    ) throws {
        #expect(cause.description == text)
        let names = SampleNames(labels: [])
        #expect(names.code(of: .check("another")) != names.code(of: cause))
        #expect(names.code(of: cause) == names.code(of: cause))
        #expect(names.cause(of: names.code(of: cause)) == cause)
        let data = try JSONEncoder().encode(cause)
        #expect(try JSONDecoder().decode(FailureCause.self, from: data) == cause)
    }

    @Test(arguments: [(-9, 100), (0, 100), (99, 100), (1_000, 999), (Int.max, 999), (Int.min, 100)])
    func `a number that is no status becomes the nearest one`(number: Int, status: Int) {
        #expect(FailureCause.http(status: number) == .http(status: status))
    }

    @Test(arguments: [
        "", "timeout", "http", "http()", "http(x)", "http(503", "http(50)", "http(1000)",
        "http(-9)", "http(99999)", "redirect()", "redirect(200)", "redirect(400)", "DNS",
        "http(503) ",
    ])
    func `a text that is no cause is refused`(text: String) throws {
        let data = try JSONEncoder().encode(text)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FailureCause.self, from: data)
        }
    }
}

import CLoadTesting
import Foundation
import TestServers
import TestSupport
import Testing

/// Cookies that a server sets in one reply, and the field that goes with a later request, by RFC
/// 6265; each case is asked of libcurl, too.
@Suite struct CookieTests {
    struct Case: CustomTestStringConvertible {
        /// Host and path of the request that is answered with the cookies.
        var origin: String
        var values: [String]
        /// Host and path of the later request.
        var target: String
        /// The cookies that go with it.
        var cookies: String?
        /// Where libcurl differs.
        var inLibcurl: String??

        init(
            _ origin: String, _ values: [String], _ target: String, _ cookies: String?,
            inLibcurl: String?? = .none
        ) {
            self.origin = origin
            self.values = values
            self.target = target
            self.cookies = cookies
            self.inLibcurl = inLibcurl
        }

        var testDescription: String { "\(origin): \(values), \(target)" }
    }

    static let cases = [
        // Names and values (5.2).
        Case("a.test/", ["a=b"], "a.test/", "a=b"),
        Case("a.test/", ["  a  =  b c  ; Path=/"], "a.test/", "a=b c"),
        Case("a.test/", ["a=\"b\""], "a.test/", "a=\"b\""),
        Case("a.test/", ["a=b=c"], "a.test/", "a=b=c"),
        Case("a.test/", ["a=\u{e9}"], "a.test/", "a=\u{e9}"),
        Case("a.test/", ["a="], "a.test/", "a="),
        Case("a.test/", ["a", "=b", "", ";"], "a.test/", nil),
        Case("a.test/", ["; a=b"], "a.test/", nil, inLibcurl: "a=b"),
        Case("a.test/", ["a=b\tc"], "a.test/", nil),
        Case("a.test/", ["a=b; Unknown=c; HttpOnly; SameSite=Lax"], "a.test/", "a=b"),
        // A later value replaces one of the same name, domain and path.
        Case("a.test/", ["a=1", "a=2"], "a.test/", "a=2"),
        Case("a.test/", ["a=1; Path=/x", "a=2"], "a.test/x", "a=1; a=2"),
        // Paths (5.1.4).
        Case("a.test/x/y/z?q=/r", ["a=b"], "a.test/x/y", "a=b"),
        Case("a.test/x/y/z", ["a=b"], "a.test/x/yy", nil),
        Case("a.test/x/y/z", ["a=b"], "a.test/x", nil),
        Case("a.test/x", ["a=b"], "a.test/", "a=b"),
        Case("a.test/", ["a=b; Path=/x"], "a.test/x", "a=b"),
        Case("a.test/", ["a=b; Path=/x"], "a.test/x?y", "a=b"),
        Case("a.test/", ["a=b; Path=/x"], "a.test/x/y", "a=b"),
        Case("a.test/", ["a=b; Path=/x/"], "a.test/x/y", "a=b"),
        Case("a.test/", ["a=b; Path=/x"], "a.test/xy", nil),
        Case("a.test/", ["a=b; Path=/x"], "a.test/X", nil),
        Case("a.test/", ["a=b; Path=/x; Path=/y"], "a.test/y", "a=b"),
        Case("a.test/x/y", ["a=b; Path="], "a.test/x/z", "a=b"),
        // RFC 6265 takes the path of the request.
        Case("a.test/x/y", ["a=b; Path=z"], "a.test/", nil, inLibcurl: "a=b"),
        // Domains (5.1.3), and hosts alone.
        Case("a.test/", ["a=b"], "b.a.test/", nil),
        Case("a.test/", ["a=b"], "A.TEST/", "a=b"),
        Case("x.a.test/", ["a=b; Domain=a.test"], "a.test/", "a=b"),
        Case("x.a.test/", ["a=b; Domain=.A.test"], "y.a.test/", "a=b"),
        Case("a.test/", ["a=b; Domain=a.test"], "x.a.test/", "a=b"),
        Case("a.test/", ["a=b; Domain=x.a.test"], "x.a.test/", nil),
        Case("a.test/", ["a=b; Domain=b.test"], "b.test/", nil),
        Case("xa.test/", ["a=b; Domain=a.test"], "a.test/", nil),
        Case("a.test/", ["a=b; Domain=a.test"], "xa.test/", nil),
        Case("a.test/", ["a=b; Domain=test"], "b.test/", nil),
        Case("a.test/", ["a=b; Domain="], "x.a.test/", nil),
        Case("127.0.0.1/", ["a=b; Domain=127.0.0.1"], "127.0.0.1/", "a=b"),
        Case("127.0.0.1/", ["a=b; Domain=0.0.1"], "127.0.0.1/", nil),
        // Ends: `Max-Age` counts before `Expires`, and an end in the past removes.
        Case("a.test/", ["a=b; Max-Age=60"], "a.test/", "a=b"),
        Case("a.test/", ["a=b", "a=c; Max-Age=0"], "a.test/", nil),
        Case("a.test/", ["a=b", "a=c; max-age=-1"], "a.test/", nil),
        Case("a.test/", ["a=b; Max-Age=99999999999999999999"], "a.test/", "a=b"),
        Case("a.test/", ["a=b; Expires=Wed, 21 Oct 2099 07:28:00 GMT"], "a.test/", "a=b"),
        Case("a.test/", ["a=b", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "a.test/", nil),
        Case("a.test/", ["a=b", "a=c; expires=Wed, 21-Oct-2015 07:28:00 GMT"], "a.test/", nil),
        Case("a.test/", ["a=b; Expires=never"], "a.test/", "a=b"),
        Case(
            "a.test/", ["a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "a.test/",
            "a=b"),
        Case(
            "a.test/", ["a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60"], "a.test/",
            "a=b"),
        Case("a.test/", ["a=b", "a=c; Path=/x; Max-Age=0"], "a.test/x", "a=b"),
        // Longer paths first, then longer domains and names, then older ones (5.4).
        Case("a.test/x/y", ["a=1; Path=/", "b=2"], "a.test/x/y", "b=2; a=1"),
        Case("a.a.test/", ["a=1; Domain=a.test", "b=2"], "a.a.test/", "b=2; a=1"),
        // libcurl puts newer ones first.
        Case(
            "a.test/", ["c=1", "a=2", "b=3"], "a.test/", "c=1; a=2; b=3",
            inLibcurl: "b=3; a=2; c=1"),
        Case("a.test/", ["a=1", "bb=2"], "a.test/", "bb=2; a=1"),
        // Secure cookies, and what names promise.
        Case("a.test/", ["a=b; Secure"], "a.test/", nil),
        Case("127.0.0.1/", ["a=b; Secure"], "127.0.0.1/", "a=b"),
        Case("127.0.0.1/", ["__Host-a=b; Secure; Path=/"], "127.0.0.1/", "__Host-a=b"),
        Case("127.0.0.1/", ["__Host-a=b; Secure; Path=/x"], "127.0.0.1/x", nil),
        Case("127.0.0.1/", ["__Secure-a=b"], "127.0.0.1/", nil),
        // As large as browsers take them.
        Case("a.test/", ["a=" + String(repeating: "b", count: 4_096)], "a.test/", nil),
        Case(
            "a.test/", ["a=" + String(repeating: "b", count: 4_000)], "a.test/",
            "a=" + String(repeating: "b", count: 4_000)),
    ]

    @Test(arguments: cases) func cookiesGoWhereTheyBelong(_ example: Case) throws {
        let store = try CookieStore()
        for value in example.values { store.set(value, from: example.origin) }
        #expect(store.line(to: example.target) == example.cookies.map { "Cookie: \($0)\r\n" })
    }

    @Test func encryptedConnectionsGetSecureCookies() throws {
        let store = try CookieStore()
        #expect(store.set("a=b; Secure", from: "a.test/", isEncrypted: true))
        #expect(!store.set("c=d; Secure", from: "a.test/"))
        #expect(store.line(to: "a.test/", isEncrypted: true) == "Cookie: a=b\r\n")
        #expect(store.line(to: "a.test/") == nil)
    }

    @Test func cookieIsGoneWhenItsTimeIsOver() throws {
        let store = try CookieStore()
        store.set("a=b; Max-Age=60", from: "a.test/")
        #expect(store.line(to: "a.test/", after: 30) == "Cookie: a=b\r\n")
        #expect(store.line(to: "a.test/", after: 90) == nil)
    }

    /// The content of one cookie must not become two, nor a field of the request.
    @Test(arguments: ["a=b\r\nX: y", "a=b\nc", "a\tb=c", "a=b\u{1}", "a=b; Path=/\tx", "a=\u{7f}"])
    func bytesThatCouldSplitALineAreRefused(_ value: String) throws {
        let store = try CookieStore()
        #expect(!store.set(value, from: "a.test/"))
        #expect(store.line(to: "a.test/") == nil)
    }
}

extension UnderLoad {
    @Suite(.timeLimit(.minutes(1))) struct CookiesOfLibcurl {
        @Test func goWhereOursGo() throws {
            for example in CookieTests.cases {
                let server = try ScriptedServer { request, connection in
                    let isFirst = request.ordinal == 1
                    let cookies = example.values.map { "Set-Cookie: \($0)" }
                    connection.reply("204 Empty", headers: isFirst ? cookies : [], body: "")
                }
                let store = try CookieStore()
                store.request(example.origin, of: server)
                store.request(example.target, of: server)
                let sent = server.requests.last?.values(of: "Cookie").first
                #expect(sent == example.inLibcurl ?? example.cookies, "\(example.testDescription)")
                #expect(server.requests.count == 2)
            }
        }
    }
}

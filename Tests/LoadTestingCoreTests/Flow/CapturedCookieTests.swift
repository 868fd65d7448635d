import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// A captured cookie is what the user's is after the reply.
    @Suite(.timeLimit(.minutes(1))) struct CapturedCookies {
        private static let gone = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"

        @Test(
            arguments: [
                (["sid=; Max-Age=0; Path=/", "sid=abc; Path=/"], "abc"),
                (["sid=abc; Path=/", "sid=; Max-Age=0; Path=/"], nil),
                (["sid=1", "sid=2"], "2"), (["sid=1", "other=2"], "1"), (["sid="], ""),
                (["sid=; \(gone)", "sid=abc"], "abc"), (["sid=abc; \(gone)"], nil),
                (["sid=abc; \(gone); Max-Age=60"], "abc"), (["sid=abc; Max-Age=-1"], nil),
                (["sid=abc; max-age=\"0\""], nil), (["sid=abc; Max-Age=soon"], "abc"),
                (["sid=abc; Expires=Fri, 31 Dec 2199 23:59:59 GMT"], "abc"),
                (["sid=\"\"; Version=1; Comment=\"x\"; Max-Age=0"], nil),
                // Cookies of two places are two; one without a path is of that of the request.
                (["sid=1; Path=/", "sid=; Max-Age=0; Path=/deep"], "1"),
                (["sid=1; Path=/deep", "sid=; Max-Age=0"], nil),
                (["sid=1", "sid=; Max-Age=0; Path=/deep"], nil),
                (["sid=1; Path=/", "sid=2; Path=/deep", "sid=; Max-Age=0; Path=/"], "2"),
                (["sid=1; Domain=a.test", "sid=; Max-Age=0; Domain=.A.test"], nil),
                (["sid=1; Path=/", "sid=; Path=/; Max-Age=0", "sid=3; Path=/"], "3"),
                (["sid=\"a b\"; Path=/"], "\"a b\""), ([" sid = a=b ; Secure"], "a=b"),
                // Those of other hosts are nobody's.
                (["sid=1", "sid=2; Domain=a.test"], "1"), (["sid=1; Domain=127.0.0.1"], "1"),
                (["sid=1; Domain=0.0.1"], nil), (["sid=1; Domain="], "1"),
                (["sid=1", "sid=; Domain=27.0.0.1; Max-Age=0"], "1"),
                (["SID=1"], nil), (["sid"], nil), ([], nil),
            ] as [([String], String?)])
        func `in a plan and in a scenario`(lines: [String], value: String?) async throws {
            let server = try ScriptedServer { request, connection in
                let isFirst = request.target == "/deep/a?x=/y/z"
                connection.reply(headers: isFirst ? lines.map { "Set-Cookie: \($0)" } : [])
            }
            let sid = Slot<String>("sid")
            let result = try await measure(server.url) {
                HTTPGet("/deep/a?x=/y/z").capture(sid, cookie: "sid")
                HTTPGet("/b").header("X-Id", "[\(sid)]")
            }
            #expect(server.requests.last?.values(of: "X-Id") == (value.map { ["[\($0)]"] } ?? []))
            #expect(result.errorsByCause[.capture("sid")] == (value == nil ? 1 : nil))
            let scenario = try await measureScenario(server.url) { user in
                let reply = try await user.get("/deep/a?x=/y/z")
                #expect(reply.cookie("sid") == value)
            }
            #expect(scenario.errors == 0)
        }
    }
}

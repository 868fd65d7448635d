import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// A URL has one `?`, whatever brings a query.
    @Suite(.timeLimit(.minutes(1))) struct JoinedQueries {
        @Test(
            arguments: [
                ("/items?page=2", "/items?page=2&limit=5"), ("/items", "/items?limit=5"),
                ("/items?", "/items?limit=5"), ("/items?page=2&", "/items?page=2&limit=5"),
                ("/items?page=2#top", "/items?page=2&limit=5"), ("/items#top?x", "/items?limit=5"),
                ("ORIGIN/items?page=2", "/items?page=2&limit=5"), ("ORIGIN", "/?limit=5"),
                ("ORIGIN?page=2", "/?page=2&limit=5"),
                ("//HOST/items?a=b?c", "/items?a=b?c&limit=5"),
                ("items?page=2", "/items?page=2&limit=5"), ("?page=2", "/?page=2&limit=5"),
                ("", "/?limit=5"), ("/i?q=%3F", "/i?q=%3F&limit=5"), ("/i%3F", "/i%3F?limit=5"),
                ("/items?page=ü x", "/items?page=%C3%BC%20x&limit=5"),
            ])
        func `of a captured URL, in a plan and in a scenario`(
            value: String, target: String
        ) async throws {
            let server = try ScriptedServer()
            let host = String(server.url.dropFirst("http://".count))
            let location = value.replacing("ORIGIN", with: server.url)
                .replacing("HOST", with: host)
            let next = Slot<String>("next", initially: location)
            let result = try await measure(server.url) {
                HTTPGet("\(next)", query: ["limit": "5"])
                HTTPGet("\(next)").query("limit", "5")
                HTTPGet("\(next)?limit=5")
                HTTPGet("\(next)?limit=\(5)", query: ["more": "1"])
            }
            let scenario = try await measureScenario(server.url) { user in
                try await user.get("\(location)", query: ["limit": "5"])
                try await user.get("\(next)", query: ["limit": "5"])
                try await user.get("\(location)?limit=5")
            }
            #expect(result.errorsByCause == [:])
            #expect(scenario.errorsByCause == [:])
            #expect(
                server.arrivals == [
                    target, target, target, target + "&more=1", target, target, target,
                ])
            #expect(result.errors + scenario.errors == 0)
        }

        @Test func `of a path that is written out`() async throws {
            let server = try ScriptedServer()
            let word = Slot<String>("word", initially: "?")
            _ = try await measure(server.url) {
                HTTPGet("/a?b=1", query: ["c": "2"])
                HTTPGet("/a?", query: ["c": "2"])
                HTTPGet("/a?b&", query: ["c": "2"])
                HTTPGet("/a/\(word)", query: ["c": "2"])
                HTTPGet("/a?b=\(word)", query: ["c": "2"])
                HTTPGet("/a", query: ["c": "1 2+3&4=%"])
                HTTPGet("/a?plus=1+2%20", query: [:])
            }
            #expect(
                server.arrivals == [
                    "/a?b=1&c=2", "/a?c=2", "/a?b&c=2", "/a/%3F?c=2", "/a?b=%3F&c=2",
                    "/a?c=1%202%2B3%264%3D%25", "/a?plus=1+2%20",
                ])
        }

        /// A value of the program stays one segment, as a slot's does; one at the start is a path.
        @Test func `of a path with values of the program`() async throws {
            let server = try ScriptedServer()
            let (value, path, host) = ("a/b?c=d#e%f g", "/p/q?r=s", String(server.url.dropFirst(7)))
            let slot = Slot<Int>("slot", initially: 7)
            _ = try await measure(server.url) {
                HTTPGet("/users/\(value)/x", query: ["c": "2"])
                HTTPGet("\(path)", query: ["c": "2"])
                HTTPGet("\(path)&t=\(value)", query: ["c": "2"])
                HTTPGet("http://\(host)/\(value)/\(slot)/\(value)")
                HTTPGet("http://\(host)\(path)")
            }
            let encoded = "a%2Fb%3Fc%3Dd%23e%25f%20g"
            #expect(
                server.arrivals == [
                    "/users/\(encoded)/x?c=2", "/p/q?r=s&c=2", "/p/q?r=s&t=\(encoded)&c=2",
                    "/\(encoded)/7/\(encoded)", "/p/q?r=s",
                ])
        }

        /// Bytes on the wire are still counted as they are.
        @Test(arguments: ["/items?page=2", "/items", "/items?"])
        func `is counted in what was sent`(value: String) async throws {
            let server = try ScriptedServer()
            let next = Slot<String>("next", initially: value)
            let result = try await measure(server.url) {
                HTTPGet("\(next)", query: ["limit": "5"])
            }
            #expect(result.all.sentBytes == Int64(server.requests[0].byteCount))
        }
    }
}

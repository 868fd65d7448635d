import LoadTestingMacrosFree
import Testing

@Suite struct BackendAddressTests {
    @Test(
        arguments: [
            ("a", "a", 7), ("a:2003", "a", 2_003), ("a.b:1", "a.b", 1),
            ("127.0.0.1", "127.0.0.1", 7), ("[::1]", "::1", 7), ("[::1]:65535", "::1", 65_535),
        ] as [(String, String, Int)])
    func `a host has a port of its own or the default`(text: String, host: String, port: Int) {
        let address = BackendAddress(text, defaultPort: 7)
        #expect(address?.host == host && address?.port == port)
    }

    @Test(arguments: [
        "", ":1", "a:", "a:0", "a:65536", "a:-1", "a:+1", "a:x", "a b", "a/b", "u@a", "[::1", "::1",
        "[]:1", "http://a", "a\n", "a:١",
    ])
    func `anything else is no address`(text: String) {
        #expect(BackendAddress(text, defaultPort: 7) == nil)
    }

    @Test(arguments: [
        "http://a", "https://a:1", "http://u:p@a:1/x", "HTTP://a/", "http://[::1]:8086",
    ])
    func `a URL has a scheme and an address`(text: String) {
        #expect(BackendURL(text)?.text == (text.hasSuffix("/") ? String(text.dropLast()) : text))
    }

    @Test(arguments: [
        "", "a", "a:1", "ftp://a", "http://", "http://:1", "http://a:0", "http://a?x", "http://a#x",
        "http://a/b c", "http://a\r\nX: y", "http://u@",
    ])
    func `anything else is no URL`(text: String) {
        #expect(BackendURL(text) == nil)
    }

    @Test func `no text shows a token, a user or a password`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
            InfluxDB(
                "http://me:CANARY1@h:8086", organisation: "o", bucket: "b", token: "CANARY2")
            Prometheus(pushTo: "https://me:CANARY1@h/x?CANARY3", job: "j")
            Graphite("h:2003")
            StatsD("h")
            Prometheus()
            Summariser()
            JTLWriter("a.jtl")
        }
        let lines = plan.description.split(separator: "\n").map(String.init)
        for line in [
            "  sends to InfluxDB http://…@h:8086", "  sends to Prometheus https://…@h/x",
            "  sends to Graphite h:2003", "  sends to StatsD h",
            "  serves Prometheus http://127.0.0.1:9464/metrics",
            "  prints a summary line every 30 s", "  writes a.jtl",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
        var dumped = ""
        dump(plan.listeners[0].backend, to: &dumped)
        #expect(!dumped.contains("CANARY2") && !"\(plan.listeners[0])".contains("CANARY"))
        #expect(!String(reflecting: plan.listeners[0].backend).contains("CANARY2"))
    }
}

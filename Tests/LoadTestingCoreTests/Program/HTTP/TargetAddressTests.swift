import LoadTestingCore
import Testing

@Suite struct TargetAddressTests {
    @Test(arguments: [
        ("http://h", "http", "h", 80, ""), ("https://h", "https", "h", 443, ""),
        ("http://h:8000", "http", "h", 8_000, ""), ("http://h:", "http", "h", 80, ""),
        ("HTTPS://H:1/Path", "https", "h", 1, "/Path"),
        ("http://h:65535/", "http", "h", 65_535, ""),
        ("http://h/a/b///", "http", "h", 80, "/a/b"), ("http://[::1]", "http", "::1", 80, ""),
        ("http://[2001:DB8::1]:99/x", "http", "2001:db8::1", 99, "/x"),
        ("http://h/a:b@c", "http", "h", 80, "/a:b@c"), ("http://h//", "http", "h", 80, ""),
    ])
    func `a URL is taken apart`(
        text: String, scheme: String, host: String, port: Int, basePath: String
    ) throws {
        let address = try TargetAddress(parsing: text)
        #expect(address.scheme == scheme)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.basePath == basePath)
    }

    @Test(arguments: [
        ("127.0.0.1:8000", #"target "127.0.0.1:8000" has no scheme"#),
        ("", #"target "" has no scheme"#),
        ("gopher://127.0.0.1", #"target "gopher://127.0.0.1" has the scheme "gopher""#),
        ("://h", #"target "://h" has the scheme """#),
        ("http://", #"target "http://" has no host"#),
        ("http://:80", #"target "http://:80" has no host"#),
        ("http:///path", #"target "http:///path" has no host"#),
        ("http://[]:80", #"target "http://[]:80" has no host"#),
        ("http://[::1:80", #"target "http://[::1:80" lacks a ]"#),
        ("http://h:0", #"target "http://h:0" has the port "0""#),
        ("http://h:65536", #"target "http://h:65536" has the port "65536""#),
        ("http://h:-1", #"target "http://…" has the port "-1""#),
        ("http://h:+80", #"target "http://…" has the port "+80""#),
        ("http://h:80a", #"target "http://…" has the port "80a""#),
        ("http://[::1]x", #"target "http://[::1]x" has the port "x""#),
        (
            "http://h:99999999999999999999",
            #"target "http://h:99999999999999999999" has the port "99999999999999999999""#
        ),
        ("http://h?q=1", #"target "http://h?q=1" holds a query or fragment"#),
        ("http://h/a#b", #"target "http://h/a#b" holds a query or fragment"#),
        ("http://a b", #"target "http://a b" holds a space or control character"#),
        ("http://h\n", #"target "http://h\u{a}" holds a space or control character"#),
    ])
    func `what is no target is refused with its text`(text: String, message: String) {
        let refusal = #expect(throws: TargetAddress.Refusal.self) {
            try TargetAddress(parsing: text)
        }
        #expect(refusal?.message == message)
        #expect(refusal?.remedy.isEmpty == false)
    }

    @Test(arguments: [
        "http://user:canary@h", "http://canary@h:80/p", "ftp://user:canary@h", "user:canary@h:80",
        "http://user:canary@h?q", "http://user:canary@h:port", "http://us er:canary@h",
        "http://canary@", "http://user:canary@[::1",
    ])
    func `a user name or password is refused and never shown`(text: String) {
        let refusal = #expect(throws: TargetAddress.Refusal.self) {
            try TargetAddress(parsing: text)
        }
        #expect(refusal?.message == "the target holds a user name or password")
        #expect(refusal?.remedy.contains("canary") == false)
    }

    @Test func `taking apart and putting together again changes nothing`() throws {
        var generator = SeededGenerator(seed: 7)
        let hosts = ["h", "127.0.0.1", "::1", "fe80::1", "a.b.example", "xn--bcher-kva.example"]
        for _ in 0..<500 {
            let scheme = ["http", "https"].randomElement(using: &generator)!
            let host = hosts.randomElement(using: &generator)!
            let port = Int.random(in: 1...65_535, using: &generator)
            let path = ["", "/a", "/a/b", "/a%20b"].randomElement(using: &generator)!
            let name = host.contains(":") ? "[\(host)]" : host
            let address = try TargetAddress(parsing: "\(scheme)://\(name):\(port)\(path)")
            #expect(address.scheme == scheme && address.host == host && address.port == port)
            #expect(address.basePath == path)
            #expect(address.authority == "\(name):\(port)")
            #expect(try TargetAddress(parsing: address.url(path: "")) == address)
            #expect(address.url(path: "x") == address.url(path: "/x"))
        }
    }

    @Test func `no text whatever makes parsing trap`() {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("hHtps:/[]@?#.%aé0189 +-\u{1}\r\n")
        for _ in 0..<5_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator)! })
            for candidate in [text, "http://" + text] {
                guard let address = try? TargetAddress(parsing: candidate) else { continue }
                #expect(!address.host.isEmpty && (1...65_535).contains(address.port))
            }
        }
    }

    @Test(arguments: [
        ("plain ü", "plain ü"), ("a\nb", "a\\u{a}b"), ("\u{1b}[31m", "\\u{1b}[31m"),
        ("\u{7f}\u{85}", "\\u{7f}\\u{85}"), ("a\r\nb", "a\\u{d}\\u{a}b"),
    ])
    func `control characters are spelled out`(text: String, printable: String) {
        #expect(text.printable == printable)
    }
}

import LoadTestingCore
import Testing

@Suite struct RedactionTests {
    @Test(arguments: [
        ("http://h/a", "http://h/a"), ("http://h/a?", "http://h/a?…"),
        ("http://h/a?key=CANARY", "http://h/a?key=…"),
        ("http://h/a?a=CANARY&b=CANARY&c=", "http://h/a?a=…&b=…&c=…"),
        ("http://h/a?CANARY", "http://h/a?…"), ("http://h/a?x=1=CANARY", "http://h/a?x=…"),
        ("http://h/a?x=1?CANARY=2", "http://h/a?x=…"), ("http://h/a?&CANARY&", "http://h/a?…&…&…"),
    ])
    func `values of a query never survive`(url: String, shown: String) {
        #expect(Redaction.url(url) == shown)
    }

    @Test(arguments: [
        (#"{"password":"CANARY","name":"x"}"#, #"{"password":…,"name":"x"}"#),
        (#"{"password": "a\"CANARY", "b": 1}"#, #"{"password": …, "b": 1}"#),
        (#"{"password":"a\\","b":"kept"}"#, #"{"password":…,"b":"kept"}"#),
        (#"{"user":{"accessToken":"CANARY"},"id":7}"#, #"{"user":{"accessToken":…},"id":7}"#),
        (#"{"token1":"CANARY"}"#, #"{"token1":…}"#), (#"{"token" : 471100}"#, #"{"token" : …}"#),
        (#"{"x-api-key":"CANARY"}"#, #"{"x-api-key":…}"#),
        (#"{"APIKey":"CANARY"}"#, #"{"APIKey":…}"#),
        (#"{"tokens":["CANARY","CANARY"],"a":1}"#, #"{"tokens":…,"a":1}"#),
        (#"{"tokens":[ "]CANARY" ],"a":1}"#, #"{"tokens":…,"a":1}"#),
        (#"{"secret":{"a":["CANARY"],"b":"}CANARY"},"a":1}"#, #"{"secret":…,"a":1}"#),
        (
            #"{"client_secret":"CANARY","set-cookie":"CANARY"}"#,
            #"{"client_secret":…,"set-cookie":…}"#
        ),
        (#"{'password': 'CANARY CANARY', 'a': 1}"#, #"{'password': …, 'a': 1}"#),
        (#"{"log":"{\"password\":\"CANARY x\",\"a\":1}"}"#, #"{"log":"{\"password\":…,\"a\":1}"}"#),
        (#"{"password":"CANA"#, #"{"password":…"#),
        (#"{"tokens":["CANARY","CANA"#, #"{"tokens":…"#),
        (#"{"password":null,"a":1}"#, #"{"password":…,"a":1}"#), (#"{"secret":"#, #"{"secret":…"#),
    ])
    func `secrets in JSON never survive, also escaped, nested or cut off`(
        body: String, shown: String
    ) {
        #expect(Redaction.body(body) == shown)
    }

    @Test(arguments: [
        ("password=CANARY&user=x", "password=…&user=x"),
        ("user=x&new_password=CANARY%20CANARY", "user=x&new_password=…"),
        ("see http://h/?token=CANARY&x=1 now", "see http://h/?token=…&x=1 now"),
        ("PASSWD=CANARY;a=b", "PASSWD=…;a=b"), ("session=CANARY", "session=…"),
    ])
    func `secrets in forms never survive`(body: String, shown: String) {
        #expect(Redaction.body(body) == shown)
    }

    @Test(arguments: [
        ("Authorization: Bearer CANARY", "Authorization: …"),
        ("authorization: Basic CANARY==\r\nHost: h", "authorization: …  Host: h"),
        (
            "Authorization: Digest username=\"CANARY\", response=\"CANARY\"\nHost: h",
            "Authorization: … Host: h"
        ),
        ("Proxy-Authorization: ApiKey CANARY", "Proxy-Authorization: …"),
        ("Cookie: a=CANARY; b=CANARY\nHost: h", "Cookie: … Host: h"),
        ("Set-Cookie: sid=CANARY; Path=/", "Set-Cookie: …"),
        ("X-Api-Key: CANARY\nHost: h", "X-Api-Key: … Host: h"),
        ("X-Auth-Token: Bearer CANARY x", "X-Auth-Token: … x"),
    ])
    func `secrets in headers never survive`(body: String, shown: String) {
        #expect(Redaction.body(body) == shown)
    }

    @Test(arguments: [
        ("<password>CANARY CANARY</password>", "<password>…</password>"),
        (
            #"<ns:token type="x">CANARY</ns:token><a>b</a>"#,
            #"<ns:token type="x">…</ns:token><a>b</a>"#
        ),
    ])
    func `secrets in XML never survive`(body: String, shown: String) {
        #expect(Redaction.body(body) == shown)
    }

    @Test(arguments: ["password", "user_password", "API-Key", "accessToken", "Authorization"])
    func `the name of a field says that it holds a secret`(name: String) {
        #expect(Redaction.isSecret(field: name))
    }

    @Test(arguments: ["", "user", "age", "note", "pass=word"])
    func `the name of any other field says nothing`(name: String) {
        #expect(!Redaction.isSecret(field: name))
    }

    @Test func `control characters become spaces`() {
        #expect(Redaction.body("a\u{1b}[31mb\r\nc\u{7f}\u{9b}d\te") == "a [31mb  c  d e")
    }

    @Test(arguments: ["", "{\"error\":\"busy\"}", "Service Unavailable", "grüße: a=b", "…"])
    func `what holds no secret stays as it is`(body: String) {
        #expect(Redaction.body(body) == body)
    }

    @Test func `no text makes redaction trap, and none it has shown holds a marked secret`() {
        var generator = SeededGenerator(seed: 23)
        let parts = [
            "\"", "'", "\\", "{", "}", "[", "]", ":", "=", "&", ";", ",", " ", "\n", "<", ">",
            "password", "token", "x", "é",
        ]
        for _ in 0..<500 {
            let noise = (0..<12).map { _ in parts.randomElement(using: &generator)! }.joined()
            #expect(!Redaction.body(noise).contains("\n"))
            #expect(!Redaction.body(noise + "\n&password=CANARY").contains("CANARY"))
        }
    }
}

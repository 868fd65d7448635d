import Testing

@testable import LoadTestingCore

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

    @Test(arguments: [
        ("see http://me:CANARY@h/a", "see http://…@h/a"), ("//me:CANARY@h:80", "//…@h:80"),
        (#"{"next":"http:\/\/me:CANARY@h\/a"}"#, #"{"next":"http:\/\/…@h\/a"}"#),
        ("postgres://me:CAN@ARY@h/db", "postgres://…@h/db"), ("redis://:CANARY@h", "redis://…@h"),
        ("<a href='ftp://CANARY@h/'>", "<a href='ftp://…@h/'>"),
    ])
    func `user info of any URL never survives`(body: String, shown: String) {
        #expect(Redaction.body(body) == shown)
        #expect(!Redaction.url("http://h/?next=" + body).contains("CANARY"))
    }

    @Test(arguments: [
        ("pin=CANARY&a=b", "pin=…&a=b"), (#"{"otp":471100,"a":1}"#, #"{"otp":…,"a":1}"#),
        (#"{"cvv": "CANARY", "auth": "CANARY"}"#, #"{"cvv": …, "auth": …}"#),
        ("X-Auth: CANARY1\nHost: h", "X-Auth: … Host: h"),
        ("X-Signature: t=1,v1=CANARY", "X-Signature: …"), ("X-CSRF: CANARY", "X-CSRF: …"),
        ("got Bearer CANARY7 from", "got Bearer … from"),
        ("eyJhbGciOiJIUzI1NiJ9.CANARY.CANARY is no token", "… is no token"),
        (#""password"=>"CANARY""#, #""password"=>…"#),
        ("password%22%3A%22CANARY%22&a=b", "password%22%3A…&a=b"),
        (
            #"<input name="csrf_token" type="hidden" value="CANARY">"#,
            #"<input name="csrf_token" type="hidden" value=…>"#
        ),
        (#"<meta content="CANARY" name="csrf-token"/>"#, #"<meta content=… name="csrf-token"/>"#),
        ("name=\"pin\"\r\n\r\nCANARY\r\n--x", "name=\"pin\"    …  --x"),
        ("header X-Auth is \"CANARY\"", "header X-Auth is …"),
        ("/cb?code=CANARY&page=2", "/cb?code=…&page=2"),
    ])
    func `secrets of every kind never survive`(body: String, shown: String) {
        #expect(Redaction.body(body) == shown)
    }

    /// Too much taken out makes a report as useless as none.
    @Test(arguments: [
        #"{"error":"invalid_grant","error_description":"token expired"}"#,
        #"{"token_type":"bearer","expires_in":3600,"max_tokens":100,"total_tokens":7}"#,
        #"{"author":"Ann","shipping":"free","opinion":1,"authenticated":false,"pinned":true}"#,
        #"{"code":500,"key":"a","state":"open","sessions":12,"passed":3,"design":"x"}"#,
        #"{"id":"8f14e45f-ceea-467f-9575-25f9b7a4a1f0","total":19.90,"primary_key":"id"}"#,
        "Basic authentication required", "Bearer realm=\"api\"", "session: expired",
        "WWW-Authenticate: Basic realm=\"x\"", "the password is wrong", "auth: failed",
        "mailto:ann@example.com", "user@example.com has no account", "a // b @ c",
        "at line 3: expected ',' or '}'", "Content-Type: text/html; charset=utf-8",
        "<h1>503 Service Unavailable</h1>", "http://127.0.0.1:8000/items?page=2&q=shoes",
    ])
    func `what is no secret stays readable`(body: String) {
        #expect(Redaction.body(body) == body)
        #expect(Redaction.lines(body) == [body])
    }

    @Test(arguments: [
        ("http://h/a#access_token=CANARY", "http://h/a#access_token=…"),
        ("/a?b=1#CANARY", "/a?b=…#…"),
        ("http://me:CANARY@h/a?b=CANARY", "http://…@h/a?b=…"), ("a#b", "a#…"),
    ]) func `fragments and user info of a URL never survive`(url: String, shown: String) {
        #expect(Redaction.url(url) == shown)
    }

    @Test(arguments: [
        "password", "user_password", "API-Key", "accessToken", "Authorization",
        "pin", "otp", "cvv", "auth", "X-Auth", "X-Signature", "X-CSRF-Token", "sig", "PHPSESSID",
        "x-functions-key", "APIKey", "sessionId", "id_token", "AWSAccessKeyId",
    ])
    func `the name of a field says that it holds a secret`(name: String) {
        #expect(Redaction.isSecret(field: name))
    }

    @Test(arguments: [
        "", "user", "age", "note", "pass=word", "author", "authority", "shipping",
        "monkey", "cache-key", "sort_key", "token_type", "Idempotency-Key", "spin",
        "WWW-Authenticate",
    ])
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

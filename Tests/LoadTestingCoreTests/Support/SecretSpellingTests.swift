import TestSupport
import Testing

@testable import LoadTestingCore

/// Secrets as programs write them: escaped, encoded and within other texts.
@Suite struct SecretSpellingTests {
    @Test(arguments: [
        #"{"a":"{\\\"password\\\":\\\"CANARY x\\\",\\\"b\\\":1}"}"#,
        #"{"a":"{\"password\":\"x\\\"CANARY\",\"b\":1}"}"#,
        #"{"a":"{\u0022password\u0022:\u0022CANARY x\u0022,\u0022b\u0022:1}"}"#,
        #"{&quot;password&quot;:&quot;CANARY x&quot;,&quot;b&quot;:1}"#,
        "{&#39;pin&#39;: &#39;CANARY&#39;, &#39;b&#39;: 1}",
        "{&#x27;pin&#x27;: &#x27;CANARY&#x27;}", "{&#34;pin&#34;: 471100}",
        #"{'password': b'CANARY x', 'a': 1}"#, #"{'password': u"CANARY x"}"#,
        "User(password=SecretStr('CANARY x'))", #"password: Optional("CANARY x")"#,
        #"Some("x") password = Some("CANARY x")"#,
    ])
    func `quotes in every spelling`(text: String) { check(text) }

    @Test(arguments: [
        "user%5Bpassword%5D=CANARY&a=b", "user[password]=CANARY&a=b", "user%5Bpin%5D=CANARY",
        "a[pin]=CANARY", #"os.environ["TOKEN"] = "CANARY""#, "user%5Bpin%5d%5B%5D=CANARY",
        "next=%2Fcb%3Fpin%3DCANARY", "next=%2Fcb%3Fcode%3DCANARY",
        "next=%252Fcb%253Fpin%253DCANARY%2526a%253Db", "%7Bpin%3ACANARY%7D",
        "%257B%2522pin%2522%253A%2522CANARY%2522%257D",
        "%7B%22a%22%3A1%2C%22pin%22%3A%22CANARY%22%7D",
        #""a\npin: CANARY1\notp=CANARY2""#, #""a\tauth=CANARY""#,
        "<a href='/cb?state=1&amp;code=CANARY'>", #""/cb?state=1\u0026code=CANARY""#,
        "/cb%3Fstate%3D1%26code%3DCANARY",
        "%20eyJhbGciOiJIUzI1NiJ9.CANARY.CANARY", #""\neyJhbGciOiJIUzI1NiJ9.CANARY.CANARY""#,
        #""\u0022eyJhbGciOiJIUzI1NiJ9.CANARY.CANARY""#,
    ])
    func `names behind escapes and in brackets`(text: String) { check(text) }

    @Test(arguments: [
        #"password := "CANARY x""#, "password == CANARY", #"password->"CANARY""#,
        "token -> CANARY1", "--password CANARY", "run --api-key CANARY --port 80",
        "X-Auth: Token CANARY1", "X-Auth-Token: Hmac CANARY1",
        "Bearer canarycanarycanarycanary",
        "(b'x-api-key', b'CANARY')", "('Set-Cookie', 'x=CANARY; Path=/')",
        #"{"name":"X-Api-Key","value":"CANARY"}"#, #"{"key": "password", "value": "CANARY"}"#,
    ])
    func `other signs between a name and its value`(text: String) { check(text) }

    @Test(arguments: [
        "<password><![CDATA[CANARY <x> y]]></password><a>b</a>",
        #"<property name="password">CANARY</property>"#, #"<add key="password" value="CANARY"/>"#,
        "<wsse:Password Type=\"x\"><![CDATA[CANARY]]></wsse:Password>",
        "&lt;password&gt;CANARY&lt;/password&gt;",
    ])
    func `XML of every kind`(text: String) { check(text) }

    @Test(arguments: [
        "http%3A%2F%2Fme%3ACANARY%40h%2Fa", #"http:\\/\\/me:CANARY@h"#, "http://me:CAN,CANARY@h/",
        "http://me:CANARY", "redis://me:CANARY", "http://me:CANARY;x@h/",
        "http:\\u002f\\u002fme:CANARY@h",
    ])
    func `user info in every spelling`(text: String) { check(text) }

    private func check(_ text: String) {
        let shown = Redaction.body(text)
        #expect(!shown.uppercased().contains("CANARY"), "\(text)")
        #expect(!Redaction.lines(text).joined().uppercased().contains("CANARY"))
    }

    @Test(arguments: [
        "userpwd", "user[pin]", "user%5Bpin%5D", "%3Fpin", "masterkey", "signingkey", "accountkey",
        "appkey", "authkey", "sshkey", "webhook_key", "pincode", "mfa_code", "sms_code",
        "access_code", "one_time_code", "DPoP", "user_pw",
    ])
    func `names in every spelling`(name: String) { #expect(Redaction.isSecret(field: name)) }

    /// Words that resemble one of them and are none.
    @Test(arguments: [
        #"{"required":["password","email"],"error":"missing"}"#, "C:\\temp\\npm: ok",
        #"{"name":"shoes","value":"12"}"#, "a &amp; b = c", "100%25 of 5", "use --verbose now",
        "('body', 'email')", "&lt;b&gt;hello&lt;/b&gt;", "http://127.0.0.1:8000", "http://[fe80::1",
        "Bearer authentication", "auth::verify failed", #"<input name="q" value="shoes">"#,
    ])
    func `what only looks alike stays readable`(text: String) {
        #expect(Redaction.body(text) == text)
    }

    /// A token often holds signs that URLs and JSON write in another way.
    @Test(arguments: [
        "ab+CANARY/cd==", "ab%2BCANARY%2Fcd%3D%3D", "ab%2BCANARY/cd%3D%3D",
        "ab%2bCANARY%2fcd%3d%3d", "ab+CANARY\\/cd==", "ab\\u002bCANARY/cd\\u003d\\u003d",
        "ab&#43;CANARY/cd==",
    ])
    func `a known value in every spelling`(spelling: String) throws {
        let value = try #require(SecretValue("ab+CANARY/cd==", named: "ticket"))
        #expect(Redaction.body("no \(spelling) here", knowing: [value]) == "no {ticket} here")
    }

    @Test(arguments: [
        ("3q2+7wABCDEFGHIJKL/mnop9", true), ("3q2x7wABCDEFGHIJKL/mnop9xyzA0==", true),
        ("images/2026/05/photo17.png", false), ("http://127.0.0.1:8000/items/12", false),
    ])
    func `Base64 looks like a secret, a path does not`(value: String, isLikely: Bool) {
        #expect(SecretValue.isLikely(value) == isLikely)
    }

    @Test func `no mixture of spellings makes redaction trap or keeps a secret behind it`() {
        var generator = SeededGenerator(seed: 25)
        let parts = [
            "\\", "\"", "\\\"", "\\u0022", "&quot;", "&#39;", "&#x", "&", "%", "%25", "%2522", "%3",
            "(b'",
            "name", "value", "loc", "token", "pin", ":", "=", "->", "--", "[", "]", "{", "}", ",",
            "<a key=\"pin\">", "<![CDATA[", "]]>", "&lt;token&gt;", "//", "%2F%2f", "@", " ", "\n",
            "é", "Bearer ", "eyJ.",
        ]
        for _ in 0..<3_000 {
            let noise = (0..<10).map { _ in parts.randomElement(using: &generator)! }.joined()
            #expect(!Redaction.body(noise).contains("\n"))
            #expect(!Redaction.body(noise + "\n\n&password=CANARY").contains("CANARY"), "\(noise)")
        }
    }
}

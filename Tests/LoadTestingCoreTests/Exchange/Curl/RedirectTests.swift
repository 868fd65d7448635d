import CLoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Redirects that are followed inside one sample.
    @Suite(.timeLimit(.minutes(1))) struct Redirects {
        /// Answers `/n` with a redirect to `/n-1`, and `/0` with `ok`.
        private func countdown(_ status: String = "302 Found") throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                let number = Int(request.target.dropFirst()) ?? 0
                if number == 0 { return _ = connection.reply() }
                connection.reply(status, headers: ["Location: /\(number - 1)"], body: "moved")
            }
        }

        private func to(_ location: String, status: String = "302 Found") throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.target != "/from" { return _ = connection.reply() }
                connection.reply(status, headers: ["Location: \(location)"], body: "moved")
            }
        }

        private func follows(
            _ request: ProgramRequest, _ policy: RedirectPolicy = .sameOrigin
        ) -> ProgramRequest {
            request.with { $0.redirects = policy }
        }

        @Test(arguments: [(0, nil), (1, nil), (5, nil), (6, .redirect)] as [(Int, FailureCause?)])
        func asManyAreFollowedAsTheLimitSays(_ count: Int, _ cause: FailureCause?) throws {
            let server = try countdown()
            let request = ProgramRequest.made("GET", "/\(count)", to: server).with {
                $0.redirects = .sameOrigin
                $0.reply.needs = [.head, .body]
            }
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == cause)
            #expect(server.requests.count == min(count, 5) + 1)
            #expect(server.connectionCount == 1)
            #expect(!driver.end(of: slot).wasResent)
            #expect(
                driver.end(of: slot).sent
                    == server.requests.reduce(0) { $0 + Int64($1.byteCount) })
            guard cause == nil else { return }
            #expect(driver.reply(of: slot).text == "ok")
            let last = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
            #expect(driver.reply(of: slot).head == Array(last.utf8))
            let rounds = (0..<count).map {
                "HTTP/1.1 302 Found\r\nContent-Length: 5\r\nLocation: /\($0)\r\n\r\nmoved"
            }
            let received = (rounds + [last + "ok"]).reduce(0) { $0 + Int64($1.utf8.count) }
            #expect(driver.end(of: slot).received == received)
        }

        @Test(arguments: [
            "http://127.0.0.1:1/", "//127.0.0.1:1/", "https://HOST/", "http://localhost:1/",
            "ftp://HOST/", "http:/\\127.0.0.1:1/", "file:///etc/passwd", "http://HOST@other.test/",
        ]) func otherServerIsRefused(_ location: String) throws {
            let host = Host()
            let server = try ScriptedServer { _, connection in
                let place = location.replacing("HOST", with: host.text)
                connection.reply("302 Found", headers: ["Location: \(place)"])
            }
            host.text = String(server.url.dropFirst("http://".count))
            let driver = try ExchangeDriver([follows(.made(to: server))], to: server)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            #expect(outcome.cause == .redirect)
            #expect(outcome.explanation.hasPrefix("the redirect leads elsewhere: "))
            #expect(server.requests.count == 1)
        }

        @Test(arguments: ["/to", "to", "HTTP://HOST/to", "//HOST/to", "?a=b", " /to "])
        func sameServerIsFollowed(_ location: String) throws {
            let host = Host()
            let server = try ScriptedServer { request, connection in
                if request.target != "/from" { return _ = connection.reply() }
                let place = location.replacing("HOST", with: host.text)
                connection.reply("302 Found", headers: ["Location: \(place)"])
            }
            host.text = String(server.url.dropFirst("http://".count))
            let driver = try ExchangeDriver(
                [follows(.made("GET", "/from", to: server))], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.requests.count == 2)
        }

        /// 304 says that the copy at hand will do, 305 named a proxy, 306 is not used any more.
        @Test(arguments: [300, 304, 305, 306]) func onlyRedirectsAreFollowed(_ status: Int) throws {
            let server = try ScriptedServer { request, connection in
                let answer = ["/odd": "\(status) Odd", "/from": "302 Found"][request.target]
                connection.send(
                    "HTTP/1.1 \(answer ?? "200 OK")\r\nLocation: /to\r\nContent-Length: 0\r\n\r\n")
            }
            let paths = ["/odd", "/from"]
            let driver = try ExchangeDriver(
                paths.map {
                    follows(.made("GET", $0, to: server, headers: ["If-None-Match: \"a\""]))
                }, to: server)
            let slot = driver.open()
            // Twice, and with another between: what kept libcurl from going on must be gone.
            for _ in 0..<2 {
                let causes: [Int: FailureCause] = [
                    305: .redirect(status: 305), 306: .redirect(status: 306),
                ]
                let outcome = try driver.run(0, on: slot)
                #expect(outcome.cause == causes[status])
                #expect(causes[status] == nil || outcome.explanation.contains("no client follows"))
                #expect(try driver.run(1, on: slot).cause == nil)
            }
            let round = (status == 300 ? ["/odd", "/to"] : ["/odd"]) + ["/from", "/to"]
            #expect(server.requests.map(\.target) == round + round)
            #expect(server.connectionCount == 1)
        }

        /// A place that is named twice is gone to once.
        @Test func oneReplyIsOneRedirect() throws {
            let server = try to("/to\r\nLocation: /to")
            let driver = try ExchangeDriver(
                [follows(.made("GET", "/from", to: server), .follow(limit: 1))], to: server)
            #expect(try driver.run(on: driver.open()).cause == nil)
            #expect(server.requests.map(\.target) == ["/from", "/to"])
        }

        @Test func crossingLeavesAuthorizationBehind() throws {
            let other = try ScriptedServer()
            let server = try to(other.url + "/x")
            let request = ProgramRequest.made(
                "GET", "/from", to: server, headers: ["Authorization: Bearer secret"])
            let driver = try ExchangeDriver(
                [follows(request, .follow(limit: 2, crossesOrigins: true))], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.requests[0].values(of: "Authorization") == ["Bearer secret"])
            #expect(other.requests.map(\.target) == ["/x"])
            #expect(other.requests[0].values(of: "Authorization").isEmpty)
        }

        /// Credentials are the headers that redaction takes for secrets.
        @Test func crossingLeavesAllCredentialsBehind() throws {
            let other = try ScriptedServer()
            let server = try to(other.url + "/x")
            let secrets = [
                "X-Api-Key: CANARY", "X-Auth: CANARY", "X-Signature: CANARY", "X-CSRF: CANARY",
                "Cookie: a=CANARY", "Authorization: Bearer CANARY", "Proxy-Authorization: CANARY",
                "X-From: http://me:CANARY@h/", "X-Thing: Bearer CANARY7",
            ]
            let kept = ["X-Request-Id: 7", "Accept-Language: de"]
            let headers =
                zip(secrets, kept + kept).flatMap { [$0, $1] }
                + secrets.dropFirst(4)
            let crossing = follows(
                .made("GET", "/from", to: server, headers: headers),
                .follow(limit: 2, crossesOrigins: true))
            let plain = ProgramRequest.made("GET", "/to", to: server, headers: headers)
            let driver = try ExchangeDriver([crossing, plain], to: server)
            let slot = driver.open()
            // Twice: what a redirect left out must be back.
            for round in 0..<2 {
                #expect(try driver.run(on: slot).cause == nil)
                #expect(server.requests[round].values(of: "X-Api-Key") == ["CANARY"])
                #expect(!other.requests[round].headerLines.contains { $0.contains("CANARY") })
                #expect(other.requests[round].values(of: "X-Request-Id") == ["7", "7"])
            }
            #expect(try driver.run(1, on: slot).cause == nil)
            #expect(server.requests[2].values(of: "X-Api-Key") == ["CANARY"])
        }

        /// Also where slots are in the headers, behind more than 63 of them, and on the way back.
        @Test func crossingLeavesRenderedCredentialsBehind() throws {
            let host = Host()
            let other = try ScriptedServer { request, connection in
                connection.reply("302 Found", headers: ["Location: \(host.text)/back"])
            }
            let server = try ScriptedServer { request, connection in
                if request.target == "/back" { return _ = connection.reply() }
                connection.reply("302 Found", headers: ["Location: \(other.url)/x"])
            }
            host.text = server.url
            let token = Slot<String>("token", initially: "")
            let plan = LoadTest("crossing", target: server.url) {
                ThreadGroup(users: 1) {
                    HTTPGet("/from").header("X-Token", "\(token)").header("X-Kept", "1")
                        .header("X-Other", "by \(token)")
                        .redirects(.follow(limit: 3, crossesOrigins: true))
                }
            }
            let program = try ProgramCompiler.compile(plan, environment: [:])
            let driver = try ExchangeDriver(program.requests, to: server)
            driver.slots[0] = "CANARY"
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.requests.map { $0.values(of: "X-Token") } == [["CANARY"], []])
            #expect(other.requests.map { $0.values(of: "X-Token") } == [[]])
            #expect(other.requests.map { $0.values(of: "X-Kept") } == [["1"]])
            #expect(server.requests.map { $0.values(of: "X-Other") } == [["by CANARY"], []])
            #expect(other.requests.map { $0.values(of: "X-Other") } == [[]])
        }

        /// A host that the plan names may be loaded anywhere, but not whatever it points to.
        @Test(arguments: [
            (TargetPolicy.hosts("127.0.0.1"), FailureCause.policy as FailureCause?),
            (.localAndPrivate, .policy), (.anyHost, nil),
        ]) func namedHostDoesNotOpenOthers(_ policy: TargetPolicy, _ cause: FailureCause?) throws {
            // An address for documentation (RFC 5737): nobody is there.
            let server = try to("http://192.0.2.1:9/")
            let request = ProgramRequest.made("GET", "/from", to: server).with {
                $0.redirects = .follow(limit: 2, crossesOrigins: true)
                $0.timeoutMilliseconds = 200
            }
            let driver = try ExchangeDriver([request], origins: [server.url], policy: policy)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            if let cause {
                #expect(outcome.cause == cause)
                #expect(outcome.explanation.contains("the plan does not allow the address"))
            } else {
                #expect(outcome.cause != .policy && outcome.cause != nil)
            }
        }

        @Test(arguments: [
            ("POST", "301", "GET", 0), ("POST", "302", "GET", 0), ("POST", "303", "GET", 0),
            ("POST", "307", "POST", 4), ("POST", "308", "POST", 4), ("PUT", "302", "PUT", 4),
            ("PUT", "303", "GET", 0), ("PATCH", "307", "PATCH", 4), ("DELETE", "303", "GET", 0),
            ("DELETE", "302", "DELETE", 4), ("GET", "303", "GET", 0), ("HEAD", "303", "HEAD", 0),
        ]) func methodFollowsTheStatus(
            _ method: String, _ status: String, _ next: String, _ count: Int
        ) throws {
            let server = try ScriptedServer { request, connection in
                let head = request.target == "/from" ? "\(status) Go\r\nLocation: /to" : "200 OK"
                connection.send("HTTP/1.1 \(head)\r\nContent-Length: 0\r\n\r\n")
            }
            let hasBody = !["GET", "HEAD"].contains(method)
            let request = follows(
                .made(method, "/from", to: server, body: hasBody ? "body" : nil))
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            // Twice: the method that a redirect changed must be back.
            for _ in 0..<2 {
                let before = server.requests.count
                #expect(try driver.run(on: slot).cause == nil)
                let seen = server.requests[before...]
                #expect(seen.map(\.method) == [method, next])
                #expect(seen.map(\.body.count) == [hasBody ? 4 : 0, count])
                #expect(
                    driver.end(of: slot).sent
                        == seen.reduce(0) { $0 + Int64($1.byteCount) })
            }
        }

        /// Fields about the content go with the content (RFC 9110, 15.4), also through a second
        /// redirect, and are back for the next request; a slot in the lines changes nothing.
        @Test(
            arguments: [("POST", "301"), ("POST", "302"), ("POST", "303"), ("PUT", "303")],
            [false, true])
        func contentFieldsGoWithTheContent(
            _ change: (method: String, status: String), hasSlot: Bool
        ) throws {
            let server = try ScriptedServer { request, connection in
                switch request.target {
                case "/from": connection.reply(change.status, headers: ["Location: /then"])
                case "/then": connection.reply("307 On", headers: ["Location: /to"])
                default: connection.reply("415 No")
                }
            }
            let content = [
                "Content-Type: application/json", "Content-Encoding: identity",
                "content-language: de", "Content-MD5: x", "Digest: y", "Repr-Digest: z",
                "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT", "Trailer: T", "Content-Location:",
            ]
            let request = follows(
                .made(
                    change.method, "/from", to: server, headers: content + ["X-Contents: 1"],
                    body: "body")
            ).with {
                guard hasSlot else { return }
                $0.headers.append(ProgramField("X-Id", ProgramText(.slot(0, "id", .headerValue))))
            }
            let driver = try ExchangeDriver([request], to: server)
            driver.slots[0] = "7"
            let slot = driver.open()
            for _ in 0..<2 {
                let before = server.requests.count
                #expect(try driver.run(on: slot).cause == .http(status: 415))
                #expect(driver.end(of: slot).details.requestLine == "GET \(server.url)/to")
                let seen = Array(server.requests[before...])
                #expect(seen.map(\.method) == [change.method, "GET", "GET"])
                let names = content.map { String($0.prefix { $0 != ":" }) }
                #expect(names.allSatisfy { seen[0].values(of: $0).count == 1 })
                for later in seen.dropFirst() {
                    #expect(names.filter { !later.values(of: $0).isEmpty } == [])
                    #expect(later.values(of: "Content-Length").isEmpty)
                    #expect(later.values(of: "X-Contents") == ["1"])
                    #expect(later.values(of: "X-Id") == (hasSlot ? ["7"] : []))
                }
            }
        }

        /// A redirect that keeps its content keeps the headers about it.
        @Test(arguments: [("POST", "307"), ("POST", "308"), ("PUT", "302"), ("PATCH", "301")])
        func contentThatIsSentAgainKeepsItsFields(_ method: String, _ status: String) throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(
                    request.target == "/from" ? status : "200 OK", headers: ["Location: /to"])
            }
            let request = follows(
                .made(method, "/from", to: server, headers: ["Content-Type: a/b"], body: "body"))
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.requests.map { $0.values(of: "Content-Type") } == [["a/b"], ["a/b"]])
            #expect(server.requests.map(\.text) == ["body", "body"])
        }

        /// The kept connection dies: unsafe requests fail, redirects are no second sending.
        @Test(arguments: ["GET", "POST"])
        func deadConnectionIsStillNoticed(_ method: String) throws {
            let server = try ScriptedServer { request, connection in
                if request.ordinal > 2 { return connection.reset() }
                if request.target == "/to" { return _ = connection.reply() }
                connection.reply("307 Go", headers: ["Location: /to"], body: "")
            }
            let request = follows(
                .made(method, "/from", to: server, body: method == "POST" ? "x" : nil))
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(!driver.end(of: slot).wasResent)
            driver.transport[slot.number].pointee.record?.pointee.rules.reading_nanoseconds = .max
            let second = try driver.run(on: slot)
            #expect(second.cause == (method == "POST" ? .staleReset : nil))
            #expect(driver.end(of: slot).wasResent == (method == "GET"))
            #expect(server.requests.count == (method == "POST" ? 3 : 5))
        }

        @Test func timeAfterARedirectIsThatOfAResponse() throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/to" { return connection.pause(.seconds(5)) }
                connection.reply("302 Found", headers: ["Location: /to"])
            }
            let request = follows(.made(to: server)).with { $0.timeoutMilliseconds = 150 }
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == .responseTimeout)
        }
    }
}

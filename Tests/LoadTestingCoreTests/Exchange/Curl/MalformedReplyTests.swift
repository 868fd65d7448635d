import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Replies that libcurl takes for sound, waits for without need, or gives a misleading name.
    @Suite(.timeLimit(.minutes(1))) struct MalformedReplies {
        private func outcome(
            of request: (ScriptedServer) -> ProgramRequest = { .made(to: $0) },
            greet: @escaping ScriptedServer.Greeting = { _ in },
            _ handle: @escaping ScriptedServer.Handler
        ) throws -> (outcome: ExchangeDriver.Outcome, requests: Int) {
            let server = try ScriptedServer(greet: greet, handle)
            let driver = try ExchangeDriver([request(server)], to: server)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            return (outcome: outcome, requests: server.requests.count)
        }

        // MARK: - Content-Length

        /// Length fields as they stand in a head.
        static let lengths: [(String, Bool)] = [
            ("Content-Length: 5", true), ("content-length:5", true),
            ("Content-Length: \t5 ", true), ("Content-Length: 5, 5", true),
            ("Content-Length: 5\r\nContent-Length: 5", true),
            ("Content-Length: 5, 6", false), ("Content-Length: 0x5", false),
            ("Content-Length: 5abc", false), ("Content-Length: +5", false),
            ("Content-Length: -5", false), ("Content-Length:", false),
            ("Content-Length: 5 5", false), ("Content-Length: 5;q=1", false),
            ("Content-Length: 5.0", false), ("Content-Length: 5,", false),
            ("Content-Length: 9223372036854775808", false),
            ("Content-Length: 18446744073709551616", false),
            ("Content-Length: 18446744073709551621", false),
            ("Content-Length: 5\r\nContent-Length: 6", false),
            ("Content-Length: 5\r\nX: y\r\ncontent-length: 50", false),
            ("Content-Length: 5\r\n 6", false), ("Content-Length: 5\r\n\t6", false),
            ("Content-Length:\r\n 5", false), ("Content-Length : 5", false),
        ]

        @Test(arguments: lengths, [false, true])
        func aLengthThatIsNoneIsNoReply(_ length: (String, Bool), _ isChunked: Bool) throws {
            let (fields, isValid) = length
            let seen = try outcome { _, connection in
                connection.send(
                    "HTTP/1.1 200 OK\r\n\(fields)\r\n"
                        + (isChunked
                            ? "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                            : "\r\nhello"))
            }
            #expect(seen.outcome.cause == (isValid ? nil : .invalidResponse))
            #expect(isValid || seen.outcome.explanation.contains("Content-Length"))
        }

        /// Also where there is no body, and before a redirect is followed.
        @Test func aLengthMattersWithoutABody() throws {
            let head = try outcome(of: { .made("HEAD", to: $0) }) { _, connection in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5abc\r\n\r\n")
            }
            #expect(head.outcome.cause == .invalidResponse)
            let redirect = try outcome(
                of: { .made(to: $0).with { $0.redirects = .sameOrigin } },
                { request, connection in
                    if request.target == "/to" { return _ = connection.reply() }
                    connection.send(
                        "HTTP/1.1 302 Go\r\nLocation: /to\r\nContent-Length: 0x0\r\n\r\n")
                })
            #expect(redirect.outcome.cause == .invalidResponse && redirect.requests == 1)
        }

        // MARK: - Heads

        /// libcurl overlooks such a field, and takes for the body what is not.
        @Test(arguments: [
            "Transfer-Encoding : chunked", "Transfer-Encoding:\r\n chunked",
            "transfer-encoding: chunked\r\n\t, gzip", "Content-Encoding : gzip",
            "content-encoding\t: gzip",
        ]) func framingThatWouldBeOverlookedIsNamed(_ fields: String) throws {
            let seen = try outcome { _, connection in
                connection.send("HTTP/1.1 200 OK\r\n\(fields)\r\nContent-Length: 2\r\n\r\nok")
            }
            #expect(seen.outcome.cause == .invalidResponse)
            #expect(seen.outcome.explanation.contains("a blank before the colon"))
        }

        /// libcurl speaks of a content's encoding.
        @Test(arguments: ["xchunked", "chunked;q=1", "gzip, rot13"]) func unknownTransferIsNamed(
            _ encoding: String
        ) throws {
            let seen = try outcome { _, connection in
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: \(encoding)\r\n\r\nok")
            }
            #expect(seen.outcome.cause == .decode)
            #expect(seen.outcome.explanation == "a Transfer-Encoding that is not known")
        }

        /// Whether an answer had begun when the drain time was over.
        @Test(arguments: [
            ("", "an answer"), ("HTTP/1.1 200 OK\r\nA: b\r\n", "the end of the answer"),
        ])
        func whatTheDrainEndsIsNamed(_ text: String, _ what: String) async throws {
            let server = try ScriptedServer { _, connection in connection.send(text) }
            let result = try await measure(
                LoadTest("drain", target: server.url, drain: .milliseconds(50)) {
                    ThreadGroup(users: 1, duration: .milliseconds(50)) { HTTPGet("/") }
                })
            #expect(result.errorsByCause == [.drainTimeout: 1])
            #expect(
                result.failedExamples.first?.explanation == "the drain time was over before \(what)"
            )
        }

        /// A trailer frames nothing any more, nor does a field with another name.
        @Test(arguments: [
            "X: y\r\n\r\n5\r\nhello\r\n0\r\nContent-Encoding : gzip",
            "Content-Encodings : gzip\r\nX-A:\r\n b\r\n\r\n5\r\nhello\r\n0\r\nContent-Length: 7",
        ]) func framingOfNothingIsLeftAlone(_ rest: String) throws {
            let seen = try outcome { _, connection in
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\(rest)\r\n\r\n")
            }
            #expect(seen.outcome.cause == nil)
        }

        @Test(
            arguments: [
                (99_000, nil), (102_000, nil), (103_000, .invalidResponse),
                (120_000, .invalidResponse),
                (1_000_000, .invalidResponse),
            ] as [(Int, FailureCause?)])
        func aHeaderLineOfMoreThan100KiBIsNamed(_ size: Int, _ cause: FailureCause?) throws {
            let seen = try outcome { _, connection in
                connection.reply(headers: ["X-Big: " + String(repeating: "x", count: size)])
            }
            #expect(seen.outcome.cause == cause)
            #expect(
                seen.outcome.explanation
                    == (cause == nil ? "" : "a header line of more than 100 KiB"))
        }

        @Test func aTrailerLineOfMoreThan4KiBIsNamed() throws {
            let seen = try outcome { _, connection in
                connection.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: "
                        + String(repeating: "x", count: 60_000) + "\r\n\r\n")
            }
            #expect(seen.outcome.cause == .invalidResponse)
            #expect(seen.outcome.explanation == "a trailer line of more than 4 KiB")
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\n folded\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 099 No\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 1000 No\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1\r\n\r\n",
        ]) func headsThatAreNoneAreNamed(_ text: String) throws {
            let seen = try outcome { _, connection in connection.send(text) }
            #expect(seen.outcome.cause == .invalidResponse)
            #expect(!seen.outcome.explanation.contains("argument"))
            #expect(!seen.outcome.explanation.isEmpty)
        }

        @Test(arguments: [
            ("HTTP/1.1 200 OK\r\n", FailureCause.truncated, "the head of the answer ends early"),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", .truncated,
                "the head of the answer ends early"
            ),
            ("http/1.1 200 OK\r\n\r\n", .invalidResponse, "what came does not begin as an answer"),
            ("220 mail.test ESMTP\r\n", .invalidResponse, "what came does not begin as an answer"),
            (
                "\u{15}\u{3}\u{1}\0\u{2}\u{2}F", .invalidResponse,
                "what came does not begin as an answer"
            ),
        ]) func whatIsNoHeadIsCalledThat(
            _ text: String, _ cause: FailureCause, _ start: String
        ) throws {
            let seen = try outcome { _, connection in
                connection.send(text)
                connection.close()
            }
            #expect(seen.outcome.cause == cause)
            #expect(seen.outcome.explanation.hasPrefix(start))
        }

        /// An interim answer is none: no status is counted.
        @Test(arguments: [100, 102, 103]) func anAnnouncementIsNoAnswer(_ status: Int) async throws
        {
            let server = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 \(status) Wait\r\n\r\n")
                connection.close()
            }
            let result = try await measure(server.url) { HTTPGet("/") }
            #expect(result.errorsByCause == [.reset: 1])
            #expect(result.statuses == [:])
        }

        @Test(arguments: [100, 102, 103]) func statusesBeforeTheAnswerAreSkipped(
            _ status: Int
        ) throws {
            let seen = try outcome { _, connection in
                connection.send("HTTP/1.1 \(status) Wait\r\nX: y\r\n\r\n")
                connection.reply("404 Not Found")
            }
            #expect(seen.outcome.cause == .http(status: 404))
        }

        /// Not at the time-out, which is 5 s here.
        @Test(arguments: [101, 104, 150, 199]) func otherInterimStatusesEndTheExchange(
            _ status: Int
        ) throws {
            let seen = try outcome { _, connection in
                connection.send("HTTP/1.1 \(status) Odd\r\n\r\n")
            }
            #expect(seen.outcome.cause == .invalidResponse)
            #expect(seen.outcome.explanation.contains("the status \(status) begins something"))
        }

        // MARK: - Challenges and early answers

        /// Each time with a fresh nonce, which libcurl would answer forty times.
        @Test func endlessChallengeIsOneFailure() throws {
            let digest: (ScriptedServer) -> ProgramRequest = { server in
                .made(to: server).with {
                    $0.authorization = ProgramAuthorization(
                        scheme: .digest, user: ProgramText("ada"), password: ProgramText("x"))
                }
            }
            let seen = try outcome(of: digest) { request, connection in
                let nonce = "nonce=\"\(request.ordinal)\", stale=true"
                connection.reply(
                    "401 Who", headers: ["WWW-Authenticate: Digest realm=\"r\", \(nonce)"])
            }
            #expect(seen.outcome.cause == .http(status: 401))
            #expect(seen.outcome.explanation == "the server challenged 3 times")
            #expect(seen.requests == 3)
            let stale = try outcome(of: digest) { request, connection in
                if request.ordinal == 3 { return _ = connection.reply() }
                let nonce = "nonce=\"\(request.ordinal)\", stale=\(request.ordinal == 2)"
                connection.reply(
                    "401 Who", headers: ["WWW-Authenticate: Digest realm=\"r\", \(nonce)"])
            }
            #expect(stale.outcome.cause == nil && stale.requests == 3)
        }

        /// A server that refuses a body without reading it: the system resets the connection.
        @Test(arguments: [100, 20_000, 5_000_000], [true, false])
        func anEarlyRefusalIsTheAnswer(_ size: Int, _ hasLength: Bool) throws {
            let body = String(repeating: "b", count: size)
            for _ in 0..<5 {
                let seen = try outcome(
                    of: { .made("POST", to: $0, body: body) },
                    greet: { connection in
                        connection.awaitBytes()
                        connection.send(
                            "HTTP/1.1 413 Too Large\r\nConnection: close\r\n"
                                + (hasLength ? "Content-Length: 5\r\n" : "") + "\r\nlarge")
                        connection.close()
                    }, { _, _ in })
                #expect(seen.outcome.cause == .http(status: 413))
            }
        }
    }
}

import Foundation
import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Trusted certificates.
    @Suite(.timeLimit(.minutes(2))) struct Trust {
        private static func plan(_ target: LoadTarget) -> LoadTest {
            LoadTest("trust", target: target) {
                ThreadGroup(users: 2, loops: 2) { HTTPGet("/") }
            }
        }

        // MARK: - An authority of one's own

        @Test func anOwnAuthorityIsTrustedHoweverItIsNamed() async throws {
            try await withTLSServer { server in
                let up = Array(
                    repeating: "..",
                    count: FileManager.default.currentDirectoryPath.split(separator: "/").count)
                let targets = [
                    LoadTarget(server.url).trusting(server.authority),
                    LoadTarget(server.url)
                        .trusting(up.joined(separator: "/") + server.authority),
                    LoadTarget(server.url).trusting(
                        "\(server.folder)/server.pem", server.authority),
                    LoadTarget(server.url).trusting("\(server.folder)/s.pem"),
                    LoadTarget.environment("TARGET_URL").trusting(server.authority),
                    LoadTarget.environment("UNSET", default: server.url)
                        .trusting(server.authority),
                    "\(server.url)/base".trusted(server.authority),
                ]
                for target in targets {
                    let result = try await measure(
                        Self.plan(target), variables: ["TARGET_URL": server.url])
                    #expect(result.requests == 4)
                    #expect(result.errorsByCause == [:], "\(target)")
                }
            }
        }

        @Test func nobodyElseIsTrusted() async throws {
            try await withTLSServer { server in
                let stranger = try await TLSServer.start()
                for target in [
                    LoadTarget(server.url), LoadTarget(server.url).trusting(stranger.authority),
                    LoadTarget("https://127.0.0.1:\(server.server.port)")
                        .trusting(server.authority),
                ] {
                    let result = try await measure(Self.plan(target))
                    #expect(result.errorsByCause == [.tls: 4], "\(target)")
                }
                await stranger.stop()
            }
        }

        /// Of every origin of the plan, and of one that a redirect leads to.
        @Test func allServersOfAPlanAreVerifiedByIt() async throws {
            try await withTLSServer { server in
                let stranger = try await TLSServer.start()
                let plain = try ScriptedServer { request, reply in
                    reply.send(
                        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
                            + "Location: \(request.target.dropFirst())\r\n\r\n")
                }
                let plan = LoadTest(
                    "origins", target: LoadTarget(plain.url).trusting(server.authority)
                ) {
                    ThreadGroup(users: 1) {
                        HTTPGet(server.url + "/").named("other origin")
                        HTTPGet("/" + server.url + "/").named("redirect")
                            .redirects(.follow(limit: 5, crossesOrigins: true))
                        HTTPGet("/" + stranger.url + "/").named("stranger")
                            .redirects(.follow(limit: 5, crossesOrigins: true))
                    }
                }
                let result = try await measure(plan)
                await stranger.stop()
                #expect(result.errors(of: "other origin") == 0)
                #expect(result.errors(of: "redirect") == 0)
                #expect(result.errors(of: "stranger") == 1)
                #expect(result.errorsByCause == [.tls: 1])
            }
        }

        /// A relay is loaded as the target behind it, which knows whom to trust.
        @Test func aRelayTrustsAsItsTargetDoes() async throws {
            let server = try await TLSServer.start(name: "127.0.0.1")
            let target = LoadTarget("https://127.0.0.1:\(server.server.port)")
            let relay = try Network(latency: .milliseconds(1))
                .relay(to: target.trusting(server.authority))
            let result = try await measure(
                LoadTest("relay", target: relay) { ThreadGroup(users: 2) { HTTPGet("/") } })
            #expect(result.errorsByCause == [:])
            await server.stop()
        }

        /// Reads of a server beside the load trust the same certificates as the load.
        @Test func metricsAreTrustedAsTheLoadIs() async throws {
            try await withTLSServer { server in
                let watched = server.server.scraping("\(server.url)/metrics", ["pool_open"])
                var target = watched.loadTarget.trusting(server.authority)
                target.source = .url(server.url)
                let result = try await measure(Self.plan(target))
                #expect(result.errorsByCause == [:])
                #expect(result.snapshot.server?.unseen.filter { $0.contains("/metrics") } == [])
            }
        }

        // MARK: - Files that can't be trusted

        @Test func aFileWithoutCertificatesIsRefusedBeforeTheFirstRequest() async throws {
            try await withTLSServer { server in
                let authority = try String(contentsOfFile: server.authority, encoding: .utf8)
                let cut = String(authority.prefix(authority.count / 2))
                let broken = authority.replacingOccurrences(of: "M", with: "!")
                try TLSServer.run(
                    "openssl x509 -in ca.pem -outform der -out ca.der", in: server.folder)
                let files = [
                    (path: "\(server.folder)/none.pem", word: "no file"),
                    (path: server.folder, word: "no file"),
                    (path: try server.write("", to: "empty.pem"), word: "is empty"),
                    (path: try server.write("ca", to: "text.pem"), word: "holds none in PEM"),
                    (path: "\(server.folder)/ca.der", word: "openssl x509 -inform der"),
                    (path: "\(server.folder)/ca.key", word: "holds none in PEM"),
                    (
                        path: try server.write("\u{feff}" + authority, to: "bom.pem"),
                        word: "byte order mark"
                    ), (path: try server.write(cut, to: "cut.pem"), word: "can't read"),
                    (path: try server.write(broken, to: "broken.pem"), word: "can't read"),
                    (path: try server.write(authority + broken, to: "2.pem"), word: "can't read"),
                ]
                for (path, word) in files {
                    let target = LoadTarget(server.url).trusting(server.authority, path)
                    let error = await #expect(throws: LoadTestError.self) {
                        try await measure(Self.plan(target))
                    }
                    let text = "\(try #require(error))"
                    #expect(text.contains(path) && text.contains(word), "\(text)")
                }
                #expect(await server.handshakes(atLeast: 0) == (full: 0, resumed: 0))
            }
        }

        @Test func aSystemWithoutABundleIsSaidBeforeTheFirstRequest() async throws {
            try await withTLSServer { server in
                let missing = ["SSL_CERT_FILE": "/nowhere/bundle.crt"]
                let error = await #expect(throws: LoadTestError.self) {
                    try await measure(Self.plan(LoadTarget(server.url)), variables: missing)
                }
                #expect("\(try #require(error))".contains("/nowhere/bundle.crt"))
                // The plan's own file will do, and without TLS nobody asks.
                let target = LoadTarget(server.url).trusting(server.authority)
                #expect(try await measure(Self.plan(target), variables: missing).errors == 0)
                let plain = try ScriptedServer()
                let result = try await measure(
                    Self.plan(LoadTarget(plain.url)), variables: missing)
                #expect(result.errors == 0)
            }
        }

        // MARK: - Sessions

        /// A visitor is new: no session of another one is resumed.
        @Test func visitorsDoNotResumeSessions() async throws {
            try await withTLSServer { server in
                let target = LoadTarget(server.url).trusting(server.authority)
                _ = try await measure(
                    LoadTest("visitors", target: target) {
                        ThreadGroup(users: 2, loops: 5) { HTTPGet("/") }
                            .defaults(HTTPDefaults(connection: .perIteration))
                        ArrivalGroup(
                            rate: .perSecond(20), for: .milliseconds(500), connection: .perArrival
                        ) { HTTPGet("/") }
                    })
                let seen = await server.handshakes(atLeast: 20)
                #expect(seen.full == 20 && seen.resumed == 0, "\(seen)")
            }
        }

        /// A user that opens a connection for each request resumes its own session, and nobody
        /// else's.
        @Test func aUserResumesItsOwnSession() async throws {
            try await withTLSServer { server in
                let target = LoadTarget(server.url).trusting(server.authority)
                _ = try await measure(
                    LoadTest("users", target: target) {
                        ThreadGroup(users: 4, rampUp: .milliseconds(200), loops: 5) { HTTPGet("/") }
                            .defaults(HTTPDefaults(connection: .perRequest))
                    })
                let seen = await server.handshakes(atLeast: 20)
                #expect(seen.full == 4 && seen.resumed == 16, "\(seen)")
            }
        }
    }
}

extension String {
    fileprivate func trusted(_ path: String) -> LoadTarget { LoadTarget(self).trusting(path) }
}

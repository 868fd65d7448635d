import TestSupport

#if os(Linux)
    import CLoadTesting
    import CLoadTestingSystem
    import Foundation
    import LoadTestingMacrosFree
    import TestServers
    import Testing

    @testable import LoadTestingCore

    extension UnderLoad {
        /// The phases of a connection with TLS: openssl's server, whose certificate is trusted.
        @Suite(.timeLimit(.minutes(1))) struct TLSPhases {
            @Test(arguments: [HTTPTransport.general, .direct])
            func theHandshakeIsAPhaseOfItsOwn(_ transport: HTTPTransport) async throws {
                let folder = try TLS.certificate()
                defer { try? FileManager.default.removeItem(atPath: folder) }
                try await withServer(.launch("openssl", arguments: TLS.arguments(folder))) {
                    server in
                    let times = try times(
                        port: server.port, authority: "\(folder)/cert.pem", transport)
                    // A key exchange and a signature take longer than a connection on loopback.
                    #expect(times.tls > 200_000 && times.connect > 0)
                    #expect(times.exchange > 0 && times.wait > 0)
                    let setUp = times.lookup + times.connect + times.tls
                    let sum = setUp + times.send + times.wait + times.receive
                    #expect(abs(sum - times.service) < 50_000)
                    #expect(abs(setUp + times.send + times.exchange - times.service) < 50_000)
                }
            }

            private func times(
                port: Int, authority: String, _ transport: HTTPTransport
            ) throws -> Times {
                let origin = "https://127.0.0.1:\(port)"
                var request = ProgramRequest(
                    label: 0, method: "GET", url: ProgramText(origin + "/"), headers: [],
                    body: .none, timeoutMilliseconds: 5_000, origin: 0)
                request.origin = 0
                let driver = try ExchangeDriver(
                    [request], origins: [origin], trusted: TrustedCertificates([authority]),
                    transport: transport)
                let slot = driver.open()
                driver.transport.begin(RunClock())
                let outcome = try driver.run(on: slot)
                let end = driver.end(of: slot)
                try #require(outcome.cause == nil, "\(outcome.explanation)")
                return Times(
                    service: end.instant, times: try #require(end.times))
            }

            @dynamicMemberLookup private struct Times {
                var service: Int64
                var times: ExchangeTimes
                subscript(dynamicMember path: KeyPath<ExchangeTimes, Int64>) -> Int64 {
                    times[keyPath: path]
                }
            }
        }
    }
#endif

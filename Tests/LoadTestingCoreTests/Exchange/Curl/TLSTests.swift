import Foundation
import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// TLS against a real server: openssl's, with a certificate that nobody has signed.
    @Suite struct TLS {
        @Test func aCertificateThatNobodySignedIsRefused() async throws {
            let folder = try Self.certificate()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await withServer(.launch("openssl", arguments: Self.arguments(folder))) { server in
                let target = "https://127.0.0.1:\(server.port)"
                let result = try await measure(target, loops: 2) { HTTPGet("/") }
                #expect(result.errorsByCause == [.tls: 2])
                #expect(result.failedExamples.first?.explanation.contains("certificate") == true)
            }
        }

        @Test func plainHTTPOnATLSPortIsATLSFailure() async throws {
            let server = try ScriptedServer(greet: { $0.send("HTTP/1.1 400 No\r\n\r\n") })
            let result = try await measure("https://127.0.0.1:\(server.port)") { HTTPGet("/") }
            #expect(result.errorsByCause == [.tls: 1])
        }

        @Test func aHandshakeThatNeverEndsIsATimeoutOfTLS() async throws {
            let server = try ScriptedServer { _, _ in }
            let result = try await measure("https://127.0.0.1:\(server.port)") {
                HTTPGet("/", timeout: .milliseconds(300))
            }
            #expect(result.errorsByCause == [.tlsTimeout: 1])
        }

        static func arguments(_ folder: String) -> [String] {
            [
                "s_server", "-accept", "127.0.0.1:{port}", "-www", "-quiet",
                "-cert", "\(folder)/cert.pem", "-key", "\(folder)/key.pem",
            ]
        }

        /// A folder with a fresh key and a certificate for 127.0.0.1.
        static func certificate() throws -> String {
            let folder = NSTemporaryDirectory() + "tls-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let openssl = Process()
            openssl.executableURL = URL(filePath: "/usr/bin/env")
            openssl.arguments = [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
                "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            try #require(openssl.terminationStatus == 0)
            return folder
        }
    }
}

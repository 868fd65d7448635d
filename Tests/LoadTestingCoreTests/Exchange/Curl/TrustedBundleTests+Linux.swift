import TestSupport

#if os(Linux)
    import Foundation
    import LoadTesting
    import LoadTestingCore
    import Testing

    extension UnderLoad.Trust {
        /// Reads of the bundle of trusted certificates: one a loop, whatever connections
        /// there are and whether they succeed.
        @Test(arguments: [1, 2], ConnectionReuse.all) func theBundleIsReadOnce(
            loops: Int, reuse: ConnectionReuse
        ) async throws {
            try await withTLSServer { server in
                let bundle = "\(server.folder)/bundle.pem"
                try TLSServer.run(
                    "for i in 1 2 3 4 5 6 7 8; do cat ca.pem; done > bundle.pem",
                    in: server.folder)
                let openings = try FileOpenings(of: bundle)
                let result = try await measure(
                    LoadTest("bundle", target: LoadTarget(server.url)) {
                        ThreadGroup(users: 4, loops: 10) { HTTPGet("/") }
                            .defaults(HTTPDefaults(connection: reuse))
                    }, loops: loops, variables: ["SSL_CERT_FILE": bundle])
                #expect(result.errors == 0)
                #expect(openings.count == loops)
            }
        }

        @Test func whatFailsVerificationReadsNothingAgain() async throws {
            try await withTLSServer { server in
                let stranger = try await TLSServer.start()
                let openings = try FileOpenings(of: stranger.authority)
                let result = try await measure(
                    LoadTest("bundle", target: LoadTarget(server.url)) {
                        ThreadGroup(users: 2, loops: 10) { HTTPGet("/") }
                    }, variables: ["SSL_CERT_FILE": stranger.authority])
                #expect(result.errorsByCause == [.tls: 20])
                #expect(openings.count == 1)
                await stranger.stop()
            }
        }
    }

    extension ConnectionReuse {
        fileprivate static let all: [ConnectionReuse] = [.kept, .perIteration, .perRequest]
    }

    /// Counts how often a file is opened, by inotify.
    private final class FileOpenings {
        private let descriptor: Int32

        init(of path: String) throws {
            descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            // With the ends: the kernel joins events that are the same as the one before.
            try #require(
                inotify_add_watch(descriptor, path, UInt32(IN_OPEN | IN_CLOSE_NOWRITE)) >= 0)
        }

        deinit { close(descriptor) }

        /// Since the last time that it was asked.
        var count: Int {
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let length = read(descriptor, &bytes, bytes.count)
            // An event of a file that is watched itself has no name behind its head.
            let size = MemoryLayout<inotify_event>.size
            return stride(from: 0, to: max(0, length), by: size).count { offset in
                bytes.withUnsafeBytes {
                    $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self).mask
                } & UInt32(IN_OPEN) != 0
            }
        }
    }
#endif

import TestSupport

#if os(Linux)
    import CLoadTesting
    import Dispatch
    import Foundation
    import Testing

    @testable import LoadTestingCore
    @testable import TestServers

    extension UnderLoad {
        /// A full accept queue drops SYNs on Linux: a connection that is not opened at once, as
        /// loopback does otherwise.
        @Suite(.timeLimit(.minutes(1))) struct SlowOpenings {
            private let listener: LoopbackSocket
            private let filler: LoopbackSocket

            init() throws {
                listener = try LoopbackSocket(listeningOn: 0)
                listen(listener.descriptor.number, 0)
                // One more than the backlog fits into the queue.
                filler = try LoopbackSocket(connectedTo: listener.port)
            }

            @Test(arguments: [Opener.direct, .general])
            func timesOut(_ opener: Opener) throws {
                let driver = try opener.driver(to: listener.port) { $0.timeoutMilliseconds = 200 }
                let slot = driver.open()
                let begin = clt_monotonic_nanoseconds()
                #expect(try driver.run(on: slot).cause == .connectTimeout)
                #expect(clt_monotonic_nanoseconds() - begin >= 190_000_000)
                #expect(!driver.end(of: slot).openedConnection)
            }

            /// The SYN is repeated after a second, when the queue has room again.
            @Test(arguments: [Opener.direct, .general])
            func opensWhenTheServerHasRoom(_ opener: Opener) throws {
                let driver = try opener.driver(to: listener.port)
                let slot = driver.open()
                try driver.start(on: slot)
                driver.turn()
                _ = try LoopbackSocket(acceptedFrom: listener)
                let server = AnsweringOnce(listener)
                #expect(try driver.finish(slot).cause == nil)
                let end = driver.end(of: slot)
                #expect(end.openedConnection)
                #expect(try #require(end.times).connect > 500_000_000)
                withExtendedLifetime(server) {}
            }

            /// The limit of a connection is shorter than that of an exchange, until it is opened.
            @Test func isGivenUpAfterTenSeconds() throws {
                let driver = try Opener.direct.driver(to: listener.port) {
                    $0.timeoutMilliseconds = 60_000
                }
                let slot = driver.open()
                let begin = clt_monotonic_nanoseconds()
                try driver.start(on: slot)
                let end = clt_monotonic_nanoseconds()
                let limit = begin + 10_000_000_000...end + 10_000_000_000
                #expect(limit.contains(driver.transport.nextDeadline))
            }
        }
    }

    /// Answers the first request of the next connection.
    private final class AnsweringOnce: Sendable {
        init(_ listener: LoopbackSocket) {
            let number = listener.descriptor.number
            DispatchQueue.global().async {
                let descriptor = accept(number, nil, nil)
                guard descriptor >= 0 else { return }
                var room = [UInt8](repeating: 0, count: 4_096)
                _ = read(descriptor, &room, room.count)
                let reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                _ = write(descriptor, reply, reply.utf8.count)
                close(descriptor)
            }
        }
    }
#endif

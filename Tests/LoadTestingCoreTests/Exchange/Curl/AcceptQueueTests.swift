#if os(Linux)
    import Foundation
    import LoadTesting
    import LoadTestingCore
    import Testing

    @testable import TestServers

    extension UnderLoad {
        /// Linux drops SYNs to a full accept queue; other systems answer them in other ways.
        @Suite(.timeLimit(.minutes(1))) struct AcceptQueues {
            @Test func fullQueueIsAConnectTimeout() async throws {
                let listener = try LoopbackSocket(listeningOn: 0)
                listen(listener.descriptor.number, 0)
                // One more than the backlog fits into the queue.
                let filler = try LoopbackSocket(connectedTo: listener.port)
                let deadline = Duration.milliseconds(300)
                let result = try await measure("http://127.0.0.1:\(listener.port)", loops: 2) {
                    HTTPGet("/", timeout: deadline)
                }
                #expect(result.errorsByCause == [.connectTimeout: 2])
                #expect(try #require(result.all.failedService.minimum) >= deadline)
                withExtendedLifetime(filler) {}
            }
        }
    }
#endif

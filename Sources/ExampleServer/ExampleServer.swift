import NIOCore
import NIOPosix

/// A small HTTP/1.1 server for trying load tests; see ``ServerOptions`` for its arguments.
@main
enum ExampleServer {
    static func main() async {
        do {
            try await serve(ServerOptions(CommandLine.arguments.dropFirst()))
        } catch let error as ServerOptions.Invalid {
            ProcessControl.exit(complaint: error.description, status: 64)
        } catch {
            ProcessControl.exit(complaint: "\(error)", status: 1)
        }
    }

    private static func serve(_ options: ServerOptions) async throws {
        ProcessControl.raiseDescriptorLimit()
        if options.exitsWithParent { ProcessControl.exitAtEndOfInput() }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: options.threads)
        let channel = try await bootstrap(on: group, delay: options.delay)
            .bind(host: "127.0.0.1", port: options.port).get()
        ProcessControl.announce("listening on 127.0.0.1:\(channel.localAddress?.port ?? 0)")
        try await channel.closeFuture.get()
    }

    private static func bootstrap(
        on group: MultiThreadedEventLoopGroup, delay: TimeAmount
    ) -> ServerBootstrap {
        let counter = HealthCounter()
        let allocator = FixedSizeRecvByteBufferAllocator(capacity: 2_048)
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: allocator)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        RequestHandler(delay: delay, counter: counter))
                }
            }
    }
}

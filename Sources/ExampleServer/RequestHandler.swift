import NIOCore

/// Answers the requests of one connection in their order.
///
/// It reads no more of a request than its head: that keeps a debug build fast enough for tests with
/// thousands of requests a second. A request with a body is refused.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let delay: TimeAmount
    private let counter: HealthCounter
    private var received = ByteBuffer()
    private var isPausing = false

    init(delay: TimeAmount, counter: HealthCounter) {
        self.delay = delay
        self.counter = counter
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if received.readableBytes == 0 {
            received = bytes
        } else {
            received.writeBuffer(&bytes)
        }
        answerNext(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Answers the requests received, up to one that has to wait for its pause.
    private func answerNext(_ context: ChannelHandlerContext) {
        while !isPausing, let head = RequestHead(consuming: &received) {
            answer(head, context)
        }
    }

    private func answer(_ head: RequestHead, _ context: ChannelHandlerContext) {
        switch head.route {
        case .health: answerAfterPause(head, context)
        case .fast: send(Response.health, after: head, context)
        case .count: send(Response.count(counter.value), after: head, context)
        case .unknown: send(Response.notFound, after: head, context)
        case .malformed: send(Response.badRequest, after: head, context)
        }
    }

    private func answerAfterPause(_ head: RequestHead, _ context: ChannelHandlerContext) {
        isPausing = true
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            self.isPausing = false
            self.counter.increment()
            self.send(Response.health, after: head, context)
            self.answerNext(context)
        }
    }

    private func send(
        _ response: ByteBuffer, after head: RequestHead, _ context: ChannelHandlerContext
    ) {
        context.writeAndFlush(wrapOutboundOut(response), promise: nil)
        if !head.keepsAlive { context.close(promise: nil) }
    }
}

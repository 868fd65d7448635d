import Foundation

extension ScriptedServer {
    /// A connection as the script of a server sees it; it belongs to its thread.
    public final class Connection {
        /// The number of the connection; the first one of a server is 1.
        public let number: Int

        /// The maximum wait for a request before the connection is closed; nil is for ever.
        public var idleLimit: Duration?

        private var socket: LoopbackSocket?
        private let end: Descriptor
        private let didClose: () -> Void
        private var parser = RequestParser()
        private var requestCount = 0

        init(_ socket: LoopbackSocket, number: Int, end: Descriptor, didClose: @escaping () -> Void)
        {
            self.socket = socket
            self.number = number
            self.end = end
            self.didClose = didClose
        }

        /// Sends text; false when the connection cannot take it any more.
        @discardableResult
        public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Sends bytes; false when the connection cannot take them any more.
        @discardableResult
        public func send(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                guard let socket, wait(for: POLLOUT) == .ready else { return false }
                let count = rest.withUnsafeBytes {
                    Foundation.send(socket.descriptor.number, $0.baseAddress, $0.count, sendFlags)
                }
                guard count > 0 || errno == EAGAIN || errno == EINTR else { return false }
                rest = rest.dropFirst(max(0, count))
            }
            return true
        }

        /// Sends bytes in slices with a pause after each; false when the client went away.
        @discardableResult
        public func drip(_ text: String, by size: Int = 1, every pause: Duration) -> Bool {
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                guard send(Array(rest.prefix(size))) else { return false }
                rest = rest.dropFirst(size)
                self.pause(pause)
            }
            return true
        }

        /// Sends a whole answer with a right `Content-Length`.
        @discardableResult
        public func reply(
            _ status: String = "200 OK", headers: [String] = [], body: String = "ok"
        ) -> Bool {
            let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
            return send(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }

        /// Waits until something has come, without reading it; false when the client or the server
        /// has ended.
        @discardableResult
        public func awaitBytes() -> Bool { wait(for: POLLIN) == .ready }

        /// Does nothing for a while, not even reading; the end of the server cuts it short.
        public func pause(_ duration: Duration) {
            _ = SocketWait(socket: nil, end: end).until(POLLIN, within: duration)
        }

        /// Closes the connection; the system makes it a reset when unread bytes have arrived.
        public func close() {
            guard socket != nil else { return }
            didClose()
            socket = nil
        }

        /// Says that nothing more will be sent, and continues reading.
        public func finishSending() {
            socket?.finishSending()
        }

        /// Closes the connection with a reset (RST) instead of an orderly end.
        public func reset() {
            socket?.setOption(SO_LINGER, to: linger(l_onoff: 1, l_linger: 0))
            close()
        }

        /// Waits for the next request; nil when the connection or the server has ended.
        func nextRequest() -> ReceivedRequest? {
            while socket != nil {
                if let (head, body) = parser.next() {
                    requestCount += 1
                    return ReceivedRequest(
                        connection: number, ordinal: requestCount, instant: .now, head: head,
                        body: body)
                }
                guard wait(for: POLLIN, within: idleLimit) == .ready, receive() else { return nil }
            }
            return nil
        }

        private func receive() -> Bool {
            guard let socket else { return false }
            var bytes = [UInt8](repeating: 0, count: 16_384)
            let count = recv(socket.descriptor.number, &bytes, bytes.count, 0)
            guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
            parser.append(bytes[..<count])
            return true
        }

        private func wait(
            for event: Int32, within limit: Duration? = nil
        ) -> SocketWait.Outcome {
            SocketWait(socket: socket?.descriptor, end: end).until(event, within: limit)
        }
    }
}

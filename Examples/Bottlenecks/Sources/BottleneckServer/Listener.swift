#if canImport(Darwin)
    import Darwin
    private let streams = SOCK_STREAM
#else
    import Glibc
    private let streams = Int32(SOCK_STREAM.rawValue)
#endif

/// A socket of this machine that takes connections.
struct Listener {
    let descriptor: Int32

    init(port: UInt16) {
        descriptor = socket(AF_INET, streams, 0)
        var yes: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0, listen(descriptor, 4_096) == 0 else {
            fatalError("port \(port) can't be listened on: \(String(cString: strerror(errno)))")
        }
    }

    /// Waits for a connection.
    func accept() -> Connection {
        #if canImport(Darwin)
            Connection(descriptor: Darwin.accept(descriptor, nil, nil))
        #else
            Connection(descriptor: Glibc.accept(descriptor, nil, nil))
        #endif
    }
}

/// A client's connection.
struct Connection {
    let descriptor: Int32

    private static let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)

    /// Reads a request, which is small enough to arrive whole; false at the end.
    func readRequest() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        return read(descriptor, &bytes, bytes.count) > 0
    }

    func sendAnswer() { _ = write(descriptor, Self.answer, Self.answer.count) }

    func end() { close(descriptor) }
}

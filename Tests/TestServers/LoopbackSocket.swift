import Foundation

/// A TCP socket of a loopback address that is closed with its last reference.
struct LoopbackSocket {
    let descriptor: Descriptor

    /// Listens on a port; 0 lets the system choose one.
    ///
    /// - Parameter address: an IPv4 address of this machine. Linux has all of 127.0.0.0/8.
    init(listeningOn port: Int, of address: String = "127.0.0.1") throws {
        descriptor = try Descriptor("socket", openStreamSocket())
        setOption(SO_REUSEADDR, to: Int32(1))
        try check("bind", withAddress(port, address) { bind(descriptor.number, $0, $1) })
        try check("listen", listen(descriptor.number, 4_096))
    }

    /// Connects to a port.
    init(connectedTo port: Int, of address: String = "127.0.0.1") throws {
        descriptor = try Descriptor("socket", openStreamSocket())
        try check("connect", withAddress(port, address) { connect(descriptor.number, $0, $1) })
    }

    /// Takes the next connection of a listening socket.
    init(acceptedFrom listener: LoopbackSocket) throws {
        descriptor = try Descriptor("accept", acceptConnection(listener.descriptor.number))
        _ = fcntl(descriptor.number, F_SETFL, O_NONBLOCK)
        // What a script sends in pieces leaves at once: the second piece would wait 40 ms for the
        // acknowledgement of the first one.
        setOption(TCP_NODELAY, of: Int32(IPPROTO_TCP), to: Int32(1))
    }

    /// The port that the socket is bound to.
    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = getsockname(descriptor.number, generic, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Says that nothing more is sent, and continues receiving.
    func finishSending() { _ = shutdown(descriptor.number, Int32(SHUT_WR)) }

    /// Sets an option, of the socket level unless another one is named.
    func setOption<Value: BitwiseCopyable>(
        _ option: Int32, of level: Int32 = SOL_SOCKET, to value: Value
    ) {
        withUnsafePointer(to: value) { pointer in
            let size = socklen_t(MemoryLayout<Value>.size)
            _ = setsockopt(descriptor.number, level, option, pointer, size)
        }
    }

    private func check(_ call: String, _ result: Int32) throws {
        guard result == 0 else { throw SystemCallError(call) }
    }
}

/// Calls `body` with an address and a port.
private func withAddress(
    _ port: Int, _ text: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    inet_pton(AF_INET, text, &address.sin_addr)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            body(generic, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

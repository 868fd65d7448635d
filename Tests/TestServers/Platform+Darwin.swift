#if canImport(Darwin)
    import Foundation

    let sendFlags: Int32 = 0

    /// Makes two connected sockets that child processes do not inherit.
    func openStreamPair(_ ends: inout [Int32]) -> Int32 {
        let result = socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
        for end in ends { _ = prepared(end) }
        return result
    }

    func openStreamSocket() -> Int32 { prepared(socket(AF_INET, SOCK_STREAM, 0)) }

    func acceptConnection(_ listener: Int32) -> Int32 { prepared(accept(listener, nil, nil)) }

    /// Keeps a socket out of child processes and turns `SIGPIPE` into an error of the call.
    private func prepared(_ socket: Int32) -> Int32 {
        guard socket >= 0 else { return socket }
        var on: Int32 = 1
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        return socket
    }
#endif

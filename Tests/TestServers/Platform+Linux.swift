#if os(Linux)
    import Foundation

    let sendFlags = Int32(MSG_NOSIGNAL)

    /// Makes two connected sockets that child processes do not inherit.
    func openStreamPair(_ ends: inout [Int32]) -> Int32 {
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
    }

    func openStreamSocket() -> Int32 {
        socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    func acceptConnection(_ listener: Int32) -> Int32 {
        let connection = accept(listener, nil, nil)
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return connection
    }
#endif

#if canImport(Darwin)
    import Foundation

    let spawnFlags = POSIX_SPAWN_CLOEXEC_DEFAULT
    let sendFlags: Int32 = 0
    let descriptorCeiling = rlim_t(OPEN_MAX)
    let descriptorResource = RLIMIT_NOFILE

    /// The bundle that holds the running tests, whichever program has loaded it.
    var testProduct: URL {
        var image = Dl_info()
        dladdr(#dsohandle, &image)
        let file = URL(fileURLWithPath: image.dli_fname.map { String(cString: $0) } ?? "")
        let bundle = file.deletingLastPathComponent().deletingLastPathComponent()
        return bundle.deletingLastPathComponent()
    }

    func makeFileActions() -> posix_spawn_file_actions_t? { nil }

    func makeSpawnAttributes() -> posix_spawnattr_t? { nil }

    /// Nothing to do: `POSIX_SPAWN_CLOEXEC_DEFAULT` closes all that is not named.
    func closeOtherDescriptors(_ actions: inout posix_spawn_file_actions_t?) {}

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

    extension siginfo_t {
        /// The exit status, or the number of the signal that ended the process.
        var exitStatus: Int32 { si_status }
    }
#endif

#if os(Linux)
    import Foundation

    let spawnFlags: Int32 = 0
    let sendFlags = Int32(MSG_NOSIGNAL)
    let descriptorCeiling = rlim_t.max
    let descriptorResource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    /// The file that holds the running tests.
    var testProduct: URL { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath() }

    func makeFileActions() -> posix_spawn_file_actions_t { posix_spawn_file_actions_t() }

    func makeSpawnAttributes() -> posix_spawnattr_t { posix_spawnattr_t() }

    /// Closes all but the three standard descriptors in the child, where the C library can (2.34).
    ///
    /// The function is looked up by name because the headers show it only to GNU sources.
    func closeOtherDescriptors(_ actions: inout posix_spawn_file_actions_t) {
        typealias Function =
            @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
        _ = unsafeBitCast(symbol, to: Function.self)(&actions, 3)
    }

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

    extension siginfo_t {
        /// The exit status, or the number of the signal that ended the process.
        var exitStatus: Int32 { _sifields._sigchld.si_status }
    }
#endif

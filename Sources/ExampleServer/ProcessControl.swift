import NIOPosix

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The operations of the server on its process.
enum ProcessControl {
    /// Raises the limit of open descriptors, so that 10,000 connections fit.
    static func raiseDescriptorLimit() {
        #if canImport(Darwin)
            let (resource, ceiling) = (RLIMIT_NOFILE, rlim_t(OPEN_MAX))
        #else
            let (resource, ceiling) = (Int32(RLIMIT_NOFILE.rawValue), rlim_t.max)
        #endif
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, ceiling))
        setrlimit(resource, &limit)
    }

    /// Ends the process when its standard input ends, which the death of a parent causes.
    static func exitAtEndOfInput() {
        NIOThreadPool.singleton.submit { _ in
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            _exit(0)
        }
    }

    /// Writes a line to standard output at once, past any buffer.
    static func announce(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    /// Ends the process with a message.
    static func exit(complaint: String, status: Int32) -> Never {
        let bytes = Array("ExampleServer: \(complaint)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        _exit(status)
    }
}

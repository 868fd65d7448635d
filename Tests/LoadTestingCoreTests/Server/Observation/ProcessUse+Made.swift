import CLoadTesting

extension clt_process_use {
    /// A process with these figures, times in seconds.
    static func made(
        _ identifier: Int32, parent: Int32 = 1, start: UInt64 = 1, user: Double = 0,
        system: Double = 0, children: Double = 0, memory: Int64 = 0, peak: Int64 = 0,
        files: Int32 = 0, threads: Int32 = 1, written: Int64 = 0, hasEnded: Bool = false,
        name: String = ""
    ) -> clt_process_use {
        var use = clt_process_use()
        use.identifier = identifier
        use.parent = parent
        use.start = start
        use.has_ended = hasEnded
        use.user_nanoseconds = Int64(user * 1e9)
        use.system_nanoseconds = Int64(system * 1e9)
        use.children_user_nanoseconds = Int64(children * 1e9)
        use.resident_bytes = memory
        use.peak_resident_bytes = max(peak, memory)
        use.open_files = files
        use.threads = threads
        use.written_bytes = written
        withUnsafeMutableBytes(of: &use.name) { $0.copyBytes(from: name.utf8.prefix(63)) }
        return use
    }
}

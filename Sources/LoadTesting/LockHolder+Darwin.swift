#if canImport(Darwin)
    /// The process that holds a lock, as the system knows it: macOS does not tell.
    enum LockHolder {
        static func process(ofInode inode: UInt64) -> Int32? { nil }

        static func user(of process: Int32) -> String? { nil }
    }
#endif

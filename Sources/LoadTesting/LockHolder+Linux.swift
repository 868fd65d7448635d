#if os(Linux)
    import Foundation

    /// The process that holds a lock, as the system knows it.
    enum LockHolder {
        /// The process that holds a lock on a file; `nil` when none does, or when it is one of
        /// another container.
        static func process(ofInode inode: UInt64) -> Int32? {
            guard let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else {
                return nil
            }
            for line in locks.utf8.split(separator: UInt8(ascii: "\n")) {
                // `1: FLOCK  ADVISORY  WRITE 708 08:01:1234 0 EOF`
                let words = line.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
                guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE",
                    words[5].split(separator: ":").last == "\(inode)",
                    let process = Int32(words[4]), process > 0
                else { continue }
                return process
            }
            return nil
        }

        /// The name of a process' user, or the number of one without a name.
        static func user(of process: Int32) -> String? {
            var status = stat()
            guard stat("/proc/\(process)", &status) == 0 else { return nil }
            return getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) }
                ?? "\(status.st_uid)"
        }
    }
#endif

#if os(Linux)
    import Foundation

    /// The TCP sockets of the system.
    package enum TCPSockets {
        /// The number in use or in TIME_WAIT, each end of a local connection counted; `nil` where
        /// the system does not say.
        package static var count: Int? {
            let path = "/proc/net/sockstat"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            let line = text.split(separator: "\n").first { $0.hasPrefix("TCP:") }
            guard let words = line?.split(separator: " ") else { return nil }
            func number(after name: Substring) -> Int? {
                guard let index = words.firstIndex(of: name), index + 1 < words.count else {
                    return nil
                }
                return Int(words[index + 1])
            }
            guard let used = number(after: "inuse") else { return nil }
            return used + (number(after: "tw") ?? 0)
        }
    }
#endif

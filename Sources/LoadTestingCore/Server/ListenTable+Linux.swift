#if os(Linux)
    import Foundation

    /// The TCP sockets that listen, and which processes hold them.
    package struct ListenTable: Sendable {
        /// The port of each socket, by the number that the system gave the socket.
        private let ports: [Substring: Int]

        /// Whether every socket that listens is in it.
        package var isComplete: Bool { true }

        /// Reads the table of the system; `nil` where that can't be read.
        package init?() {
            let rows = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap {
                FileManager.default.contents(atPath: $0)
            }
            guard !rows.isEmpty else { return nil }
            ports = rows.reduce(into: [:]) { ports, bytes in
                for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                    let fields = line.split(separator: " ")
                    // sl, local address, remote address, state (0A is LISTEN), …, inode.
                    guard fields.count > 9, fields[3] == "0A",
                        let port = fields[1].split(separator: ":").last
                    else { continue }
                    ports[fields[9]] = Int(port, radix: 16)
                }
            }
        }

        /// Whether somebody listens on the port.
        package func mayContain(_ port: Int) -> Bool { ports.values.contains(port) }

        /// The ports that a process listens on; `nil` when it is not ours to read.
        package func ports(of process: Int32) -> Set<Int>? {
            let folder = "/proc/\(process)/fd"
            guard let numbers = try? FileManager.default.contentsOfDirectory(atPath: folder)
            else { return nil }
            return numbers.reduce(into: []) { found, number in
                guard let target = Self.target(of: "\(folder)/\(number)"),
                    target.hasPrefix("socket:["), let port = ports[target.dropFirst(8).dropLast()]
                else { return }
                found.insert(port)
            }
        }

        private static func target(of path: String) -> String? {
            var text = [CChar](repeating: 0, count: 64)
            let count = readlink(path, &text, text.count)
            guard count > 0 else { return nil }
            return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
#endif

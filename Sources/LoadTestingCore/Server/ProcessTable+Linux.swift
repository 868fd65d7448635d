#if os(Linux)
    import Foundation

    extension ProcessTable {
        /// The processes as they are now.
        package static func current() -> ProcessTable {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            var parents: [Int32: Int32] = [:]
            for process in entries.lazy.compactMap({ Int32($0) }) {
                guard let fields = statistics(of: process), fields.count > 1 else { continue }
                parents[process] = Int32(fields[1])
            }
            return ProcessTable(parents: parents)
        }

        /// The name of a process's program.
        package static func name(of process: Int32) -> String? {
            let text = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
            return text?.trimmingCharacters(in: .newlines)
        }

        /// When a process started, in a unit of the system; it tells a process from a later one
        /// that has got its identifier.
        package static func start(of process: Int32) -> UInt64? {
            // Field 22 of proc(5), which counts from identifier and name.
            statistics(of: process).flatMap { $0.count > 19 ? UInt64($0[19]) : nil }
        }

        /// Whether the process is gone, or a zombie.
        package static func hasEnded(_ process: Int32) -> Bool {
            guard let state = statistics(of: process)?.first else { return true }
            return state == "Z" || state == "X"
        }

        /// The fields of `/proc/ID/stat` from the state on; the name in front of it may hold
        /// blanks and parentheses.
        private static func statistics(of process: Int32) -> [Substring]? {
            guard
                let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
                let end = bytes.lastIndex(of: UInt8(ascii: ")"))
            else { return nil }
            return String(decoding: bytes[bytes.index(after: end)...], as: UTF8.self)
                .split { $0 == " " || $0 == "\n" }.map { $0 }
        }
    }
#endif

#if os(Linux)
    import Foundation

    /// Reads what the cgroup of a process has counted, of version 2 or 1.
    struct CgroupReader {
        private let throttling: (path: String, name: String, unit: Double)?
        private let memoryEvents: (path: String, name: String)?

        /// Finds the cgroup.
        ///
        /// - Parameters:
        ///   - process: whose cgroup it is.
        ///   - root: where cgroups are mounted.
        init(of process: Int32, root: String = "/sys/fs/cgroup") {
            let text =
                (try? String(contentsOfFile: "/proc/\(process)/cgroup", encoding: .utf8)) ?? ""
            self.init(cgroups: text, root: root)
        }

        /// - Parameter text: of `/proc/ID/cgroup`: lines `number:controllers:path` (cgroups(7)).
        init(cgroups text: String, root: String) {
            var throttling: (String, String, Double)?
            var memory: (String, String)?
            for line in text.split(separator: "\n") {
                let parts = line.split(
                    separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
                guard parts.count == 3 else { continue }
                let path = parts[2] == "/" ? "" : String(parts[2])
                let controllers = parts[1].split(separator: ",")
                if parts[0] == "0", controllers.isEmpty {
                    throttling = throttling ?? ("\(root)\(path)/cpu.stat", "throttled_usec", 1e6)
                    memory = memory ?? ("\(root)\(path)/memory.events", "oom_kill")
                } else if controllers.contains("cpu") {
                    throttling = ("\(root)/\(parts[1])\(path)/cpu.stat", "throttled_time", 1e9)
                } else if controllers.contains("memory") {
                    memory = ("\(root)/memory\(path)/memory.oom_control", "oom_kill")
                }
            }
            self.throttling = throttling
            memoryEvents = memory
        }

        /// What it has counted so far; `nil` where nothing can be read.
        var use: CgroupUse? {
            let use = CgroupUse(
                throttledSeconds: throttling.flatMap { file in
                    Self.number(file.name, in: file.path).map { $0 / file.unit }
                },
                outOfMemoryKills: memoryEvents.flatMap { file in
                    Self.number(file.name, in: file.path).map { Int($0) }
                })
            return use == CgroupUse() ? nil : use
        }

        /// The number behind a name in a file of lines `name number`.
        private static func number(_ name: String, in path: String) -> Double? {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count == 2, words[0] == name { return Double(words[1]) }
            }
            return nil
        }
    }
#endif

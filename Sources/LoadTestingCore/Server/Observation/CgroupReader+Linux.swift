#if os(Linux)
    import Foundation

    /// Reads the counts of a process's cgroup, of version 2 or 1.
    struct CgroupReader {
        private let throttling: (path: String, name: String, unit: Double)?
        private let memoryEvents: (path: String, name: String)?
        /// The paths of the memory in use, and of its maximum.
        private let memory: (used: String, limit: String)?
        /// Whether the test is in the same one.
        private(set) var isOurs = false

        /// Finds the cgroup.
        ///
        /// - Parameters:
        ///   - process: the process whose cgroup it is.
        ///   - root: the mount point of cgroups.
        init(of process: Int32, root: String = "/sys/fs/cgroup") {
            let text = { (process: String) in
                (try? String(contentsOfFile: "/proc/\(process)/cgroup", encoding: .utf8)) ?? ""
            }
            self.init(cgroups: text("\(process)"), root: root)
            isOurs = text("\(process)") == text("self")
        }

        /// - Parameters:
        ///   - text: of `/proc/ID/cgroup`: lines `number:controllers:path` (cgroups(7)).
        ///   - root: the mount point of cgroups.
        init(cgroups text: String, root: String) {
            var throttling: (String, String, Double)?
            var memory: (String, String)?
            var memoryUse: (String, String)?
            for line in text.split(separator: "\n") {
                let parts = line.split(
                    separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
                guard parts.count == 3 else { continue }
                let controllers = parts[1].split(separator: ",")
                let path = { (folder: String, name: String) in
                    Self.path(of: name, in: root + folder, cgroup: String(parts[2]))
                }
                if parts[0] == "0", controllers.isEmpty {
                    throttling = throttling ?? (path("", "cpu.stat"), "throttled_usec", 1e6)
                    memory = memory ?? (path("", "memory.events"), "oom_kill")
                    memoryUse =
                        memoryUse ?? (path("", "memory.current"), path("", "memory.max"))
                } else if controllers.contains("cpu") {
                    throttling = (path("/\(parts[1])", "cpu.stat"), "throttled_time", 1e9)
                } else if controllers.contains("memory") {
                    memory = (path("/memory", "memory.oom_control"), "oom_kill")
                    memoryUse = (
                        path("/memory", "memory.usage_in_bytes"),
                        path("/memory", "memory.limit_in_bytes")
                    )
                }
            }
            self.throttling = throttling
            memoryEvents = memory
            self.memory = memoryUse
        }

        /// A container often sees its own cgroup as the root, but with its path outside.
        private static func path(of name: String, in folder: String, cgroup: String) -> String {
            let path = folder + (cgroup == "/" ? "" : cgroup) + "/" + name
            return FileManager.default.fileExists(atPath: path) ? path : folder + "/" + name
        }

        /// The counts so far; `nil` where nothing can be read.
        var use: CgroupUse? {
            let use = CgroupUse(
                throttledSeconds: throttling.flatMap { file in
                    Self.number(file.name, in: file.path).map { $0 / file.unit }
                },
                outOfMemoryKills: memoryEvents.flatMap { file in
                    Self.number(file.name, in: file.path).map { Int($0) }
                }, memory: memory.flatMap { Self.number(in: $0.used) },
                memoryLimit: memory.flatMap { Self.number(in: $0.limit) }.flatMap {
                    $0 < Self.noLimit ? $0 : nil
                })
            return use == CgroupUse() ? nil : use
        }

        /// Version 1 writes the largest number of pages for no limit.
        private static let noLimit = 1e18

        /// The number that a file consists of; `nil` for another text, such as `max`.
        private static func number(in path: String) -> Double? {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            return text.split(separator: "\n").first.flatMap { Double($0) }
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

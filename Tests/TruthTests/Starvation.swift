import Foundation

/// Takes the processors away from the threads that generate load, and from nothing else.
enum Starvation {
    /// Runs something while busy processes hold every processor and the loops come last.
    static func during<Value>(_ body: () async throws -> Value) async throws -> Value {
        let processes = try (0..<2 * ProcessInfo.processInfo.activeProcessorCount).map { _ in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "while :; do :; done"]
            try process.run()
            return process
        }
        let watch = Task.detached {
            while !Task.isCancelled {
                for thread in loadThreads() { setpriority(PRIO_PROCESS.kind, id_t(thread), 19) }
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
        defer {
            watch.cancel()
            for process in processes { process.terminate() }
        }
        return try await body()
    }

    /// The threads of load loops, by their numbers in the system.
    private static func loadThreads() -> [Int32] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.filter { task in
            let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
            return name?.hasPrefix("load-") ?? false
        }.compactMap { Int32($0) }
    }
}

#if os(Linux)
    extension __priority_which {
        fileprivate var kind: __priority_which_t { __priority_which_t(rawValue) }
    }
#else
    extension Int32 {
        fileprivate var kind: Int32 { self }
    }
#endif

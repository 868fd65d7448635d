import Foundation

/// Takes the processor away from this process, as a full machine, a container or a debugger does.
///
/// Servers in other processes continue.
enum Starvation: String, CaseIterable {
    /// It is stopped half of the time, for 150 ms at a stretch.
    case stopped
    /// It shares one processor with eight others that never rest.
    case crowded
    /// Its cgroup may use a twentieth of a processor.
    case quota

    /// Runs something of some three seconds while the process starves.
    func during<Value>(_ body: () async throws -> Value) async throws -> Value {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // It ends on its own and in order: a stopped process can end no other.
        process.arguments = [
            "-c", script, "starve", "\(ProcessInfo.processInfo.processIdentifier)",
        ]
        try process.run()
        defer { process.waitUntilExit() }
        return try await body()
    }

    /// Whether this machine lets the process be starved so: it takes Linux, and for a quota the
    /// right to make a cgroup.
    var isPossible: Bool {
        let files = FileManager.default
        return switch self {
        case .stopped: true
        case .crowded: files.isExecutableFile(atPath: "/usr/bin/taskset")
        case .quota:
            files.fileExists(atPath: "\(Self.cpuCgroups)/cpu.cfs_quota_us")
                && files.isWritableFile(atPath: Self.cpuCgroups)
        }
    }

    private static let cpuCgroups = "/sys/fs/cgroup/cpu"

    private var script: String {
        switch self {
        case .stopped:
            """
            for _ in 1 2 3 4 5 6 7 8 9 10 11; do
                kill -STOP "$1"; sleep 0.15; kill -CONT "$1"; sleep 0.15
            done
            """
        case .crowded:
            """
            all=$(taskset -pc "$1" | sed 's/.*: //')
            taskset -apc 0 "$1" > /dev/null
            for _ in 1 2 3 4 5 6 7 8; do
                taskset -c 0 timeout 4 sh -c 'while :; do :; done' &
            done
            wait
            taskset -apc "$all" "$1" > /dev/null
            """
        case .quota:
            """
            group=\(Self.cpuCgroups)/load-test-$$
            before=\(Self.cpuCgroups)$(sed -n 's/^[0-9]*:[a-z,]*cpu[a-z,]*:\\(\\/.*\\)/\\1/p' \
            "/proc/$1/cgroup" | head -n 1)
            mkdir "$group" && echo 100000 > "$group/cpu.cfs_period_us" &&
                echo 5000 > "$group/cpu.cfs_quota_us" && echo "$1" > "$group/cgroup.procs"
            sleep 4
            echo "$1" > "$before/cgroup.procs"
            rmdir "$group"
            """
        }
    }
}

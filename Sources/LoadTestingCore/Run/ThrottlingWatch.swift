import Foundation

/// Measures the throttling of this process by a quota of processor time, where the system has
/// cgroups.
struct ThrottlingWatch {
    private let accounts: CgroupAccounts
    private var before: [CgroupThrottling?]

    init() {
        self.init(
            CgroupAccounts(
                cgroups: Self.text(of: "/proc/self/cgroup"),
                mounts: Self.text(of: "/proc/self/mountinfo")))
    }

    init(_ accounts: CgroupAccounts) {
        self.accounts = accounts
        before = []
        before = now
    }

    private var now: [CgroupThrottling?] {
        accounts.files.map { file in
            CgroupAccounts.throttling(in: Self.text(of: file)).map {
                CgroupThrottling(periods: $0.periods, nanoseconds: $0.nanoseconds)
            }
        }
    }

    /// Takes the throttling since the last call, in the cgroup that was throttled for longest.
    mutating func take() -> CgroupThrottling {
        let now = now
        defer { before = now }
        let added = zip(now, before).compactMap { now, before -> CgroupThrottling? in
            guard let now, let before, now.periods > before.periods else { return nil }
            return CgroupThrottling(
                periods: now.periods - before.periods,
                nanoseconds: max(0, now.nanoseconds - before.nanoseconds))
        }
        return added.max { $0.nanoseconds < $1.nanoseconds } ?? CgroupThrottling()
    }

    /// Nothing where there is no such file.
    private static func text(of file: String) -> String {
        (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}

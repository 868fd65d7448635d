import Testing

@testable import LoadTestingCore

@Suite struct CgroupAccountsTests {
    private let unified = """
        24 30 0:22 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
        25 30 0:23 / /proc rw - proc proc rw
        """

    private let separate = """
        31 30 0:27 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct
        32 30 0:26 / /sys/fs/cgroup/cpu rw,relatime shared:1 - cgroup cgroup rw,cpu
        33 30 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """

    @Test func `version 2: its own and those around it`() {
        let accounts = CgroupAccounts(
            cgroups: "0::/system.slice/ci.service\n", mounts: unified)
        #expect(
            accounts.files == [
                "/sys/fs/cgroup/system.slice/ci.service/cpu.stat",
                "/sys/fs/cgroup/system.slice/cpu.stat", "/sys/fs/cgroup/cpu.stat",
            ])
    }

    @Test func `version 1: the hierarchy of the processors, also beside version 2`() {
        let cgroups = "9:name=systemd:/\n2:cpuacct:/x\n1:cpu:/load\n0::/\n"
        let accounts = CgroupAccounts(cgroups: cgroups, mounts: separate)
        #expect(
            accounts.files == [
                "/sys/fs/cgroup/cpu/load/cpu.stat", "/sys/fs/cgroup/cpu/cpu.stat",
            ])
    }

    @Test func `in a container the mount begins at its own cgroup`() {
        let mounts =
            "9 8 0:2 /docker/1a /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct"
        let inside = CgroupAccounts(cgroups: "4:cpu,cpuacct:/docker/1a", mounts: mounts)
        #expect(inside.files == ["/sys/fs/cgroup/cpu,cpuacct/cpu.stat"])
        let below = CgroupAccounts(cgroups: "4:cpu,cpuacct:/docker/1a/job", mounts: mounts)
        #expect(below.files.first == "/sys/fs/cgroup/cpu,cpuacct/job/cpu.stat")
        let elsewhere = CgroupAccounts(cgroups: "4:cpu,cpuacct:/docker/1abc", mounts: mounts)
        #expect(elsewhere.files == ["/sys/fs/cgroup/cpu,cpuacct/cpu.stat"])
    }

    @Test func `a system without cgroups has no account`() {
        #expect(CgroupAccounts(cgroups: "", mounts: "").files.isEmpty)
        #expect(CgroupAccounts(cgroups: "0::/a", mounts: "nonsense\n").files.isEmpty)
        #expect(CgroupAccounts(cgroups: "nonsense", mounts: unified).files.isEmpty)
    }

    @Test func `both spellings of the account are read`() throws {
        let new = "usage_usec 7\nnr_periods 90\nnr_throttled 80\nthrottled_usec 7600000\n"
        let old = "nr_periods 90\nnr_throttled 80\nthrottled_time 7600000000\n"
        for text in [new, old] {
            let throttling = try #require(CgroupAccounts.throttling(in: text))
            #expect(throttling == (80, 7_600_000_000))
        }
        #expect(CgroupAccounts.throttling(in: "usage_usec 7\nuser_usec 6\n") == nil)
        #expect(CgroupAccounts.throttling(in: "") == nil)
    }
}

#if canImport(Darwin)
    /// macOS has no cgroups.
    struct CgroupReader {
        init(of process: Int32) {}

        var use: CgroupUse? { nil }

        var isOurs: Bool { false }
    }
#endif

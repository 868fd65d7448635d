/// The time in which a thread group sent, in milliseconds since 1970.
struct ImportedGroup {
    private var start = Int64.max
    private var end = Int64.min
    private var requests: UInt64 = 0

    mutating func add(start: Int64, end: Int64, isRequest: Bool) {
        self.start = min(self.start, start)
        self.end = max(self.end, end)
        if isRequest { requests += 1 }
    }

    /// The load from the start of a run on.
    func load(named name: String, from zero: Int64) -> GroupLoad {
        var load = GroupLoad(
            name: name, startNanoseconds: (start - zero) * 1_000_000,
            endNanoseconds: (end - zero) * 1_000_000, isTimed: false)
        load.users.requests = requests
        return load
    }
}

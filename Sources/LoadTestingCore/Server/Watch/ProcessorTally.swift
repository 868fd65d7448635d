import CLoadTesting

/// Sums the processor time of a tree of processes of which some end between two looks; pure.
///
/// What a process used stays with its parent when that waits for it, together with what was seen of
/// it before: that part is taken off again. What nobody waits for is lost from its last look on.
struct ProcessorTally {
    /// Processor time in the program itself, and in the system for it.
    struct Time: Equatable {
        var user = 0.0
        var system = 0.0

        static func + (a: Time, b: Time) -> Time {
            Time(user: a.user + b.user, system: a.system + b.system)
        }

        static func - (a: Time, b: Time) -> Time {
            Time(user: a.user - b.user, system: a.system - b.system)
        }

        /// Clocks of a system can go back a little.
        var atLeastZero: Time { Time(user: max(0, user), system: max(0, system)) }
    }

    fileprivate struct Known {
        var parent: Int32
        var start: UInt64
        var own: Time
        var children: Time
    }

    private var known: [Int32: Known] = [:]
    private var isFirst = true

    /// What was used since the last look; zero at the first one.
    mutating func add(_ processes: [clt_process_use]) -> Time {
        let now = Dictionary(processes.map { ($0.identifier, Known($0)) }) { first, _ in first }
        defer {
            known = now
            isFirst = false
        }
        guard !isFirst else { return Time() }
        let ended = known.filter { identifier, old in now[identifier]?.start != old.start }
        let heirs = Dictionary(grouping: ended.values) { heir(of: $0, ended) }
        return now.reduce(into: Time()) { sum, entry in
            let (identifier, new) = entry
            let old = known[identifier].flatMap { $0.start == new.start ? $0 : nil }
            let seen = (heirs[identifier] ?? []).reduce(Time()) { $0 + $1.own + $1.children }
            let ofChildren = new.children - (old?.children ?? Time()) - seen
            sum = sum + (new.own - (old?.own ?? Time())).atLeastZero + ofChildren.atLeastZero
        }
    }

    /// Who got what a process used: the nearest of those above it that has not ended, too.
    private func heir(of process: Known, _ ended: [Int32: Known]) -> Int32 {
        var parent = process.parent
        // Identifiers go round: no chain is longer than there are processes.
        for _ in ended {
            guard let next = ended[parent] else { break }
            parent = next.parent
        }
        return parent
    }
}

extension ProcessorTally.Known {
    fileprivate init(_ use: clt_process_use) {
        parent = use.parent
        start = use.start
        own = .init(use.user_nanoseconds, use.system_nanoseconds)
        children = .init(use.children_user_nanoseconds, use.children_system_nanoseconds)
    }
}

extension ProcessorTally.Time {
    init(_ user: Int64, _ system: Int64) {
        self.init(user: Double(user) / 1e9, system: Double(system) / 1e9)
    }
}

import CLoadTestingSystem

/// Sums the processor time of a tree of processes of which some end between two looks; pure.
///
/// What a process used stays with its parent when that waits for it, or with the supervisor that
/// takes orphans, together with what was seen of it before: that part is taken off again. What
/// nobody waits for is lost from its last look on.
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

        var sum: Double { user + system }

        /// Clocks of a system can go back a little.
        var atLeastZero: Time { Time(user: max(0, user), system: max(0, system)) }
    }

    fileprivate struct Known {
        var parent: Int32
        var start: UInt64
        var own: Time
        var children: Time
    }

    /// What was seen of a process that ended, which is in what its heirs got.
    private struct Claim {
        var seen: Time
        /// Who may have got it: whoever is next above it, and, where that has ended first, the
        /// supervisor.
        var heirs: [Int32]
        /// Whether it came of a process that was there still, which should have got it.
        var isOfServer: Bool

        /// Takes it off; what is left of it, `nil` for nothing.
        func rest(after ofChildren: inout [Int32: Time]) -> Claim? {
            var rest = self
            for heir in heirs {
                guard let got = ofChildren[heir] else { continue }
                let part = Time(
                    user: min(got.user, rest.seen.user), system: min(got.system, rest.seen.system))
                ofChildren[heir] = got - part
                rest.seen = rest.seen - part
            }
            return rest.seen.sum > 0 ? rest : nil
        }
    }

    private var known: [Int32: Known] = [:]
    private var isFirst = true

    /// What was seen of processes that ended, as far as nobody has got it yet: who waits for one
    /// may have been looked at just before.
    private var unclaimed: [Claim] = []
    /// Processes of which more was seen than anybody has got by waiting for them.
    private(set) var lost = 0

    /// Clocks of processes tick, each for itself.
    private static let tolerance = 0.03

    /// What was used since the last look; zero at the first one.
    ///
    /// - Parameter supervisor: who waits for orphans; what it uses itself is not the server's.
    mutating func add(
        _ processes: [clt_process_use], supervisor: clt_process_use? = nil
    ) -> Time {
        var now = Dictionary(processes.map { ($0.identifier, Known($0)) }) { first, _ in first }
        if let supervisor {
            now[supervisor.identifier] = Known(supervisor)
            now[supervisor.identifier]?.own = Time()
        }
        defer {
            known = now
            isFirst = false
        }
        guard !isFirst else { return Time() }
        let ended = known.filter { identifier, old in now[identifier]?.start != old.start }
        var ofChildren: [Int32: Time] = [:]
        var sum = Time()
        for (identifier, new) in now {
            let old = known[identifier].flatMap { $0.start == new.start ? $0 : nil }
            sum = sum + (new.own - (old?.own ?? Time())).atLeastZero
            ofChildren[identifier] = (new.children - (old?.children ?? Time())).atLeastZero
        }
        let claims = ended.values.map { process in
            let isOrphan = ended[process.parent] != nil
            return Claim(
                seen: process.own + process.children,
                heirs: [heir(of: process, ended)]
                    + (isOrphan ? supervisor.map { [$0.identifier] } ?? [] : []),
                isOfServer: ofChildren[process.parent] != nil)
        }
        let old = unclaimed.compactMap { $0.rest(after: &ofChildren) }
        lost += old.count { $0.isOfServer && $0.seen.sum > Self.tolerance }
        unclaimed = claims.compactMap { $0.rest(after: &ofChildren) }
        return ofChildren.values.reduce(sum, +)
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

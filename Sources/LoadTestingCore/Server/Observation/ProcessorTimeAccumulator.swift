import CLoadTestingSystem

/// Adds up the processor time of a tree of processes of which some end between two observations;
/// pure.
///
/// The time of a process stays with its parent when that waits for it, or with the supervisor that
/// adopts orphans, together with the part that was observed before: that part is subtracted again.
/// Time of a process that is not waited for is lost from its last observation on.
struct ProcessorTimeAccumulator {
    fileprivate struct Known {
        var parent: Int32
        var start: UInt64
        var own: ProcessorTime
        var children: ProcessorTime
    }

    /// The observed time of a process that ended, which is part of its heirs' time.
    private struct Claim {
        var seen: ProcessorTime
        /// The processes that may have inherited it: the next above it, and, where that has ended
        /// first, the supervisor.
        var heirs: [Int32]
        /// Whether it is a descendant of a process that still lived, which should have inherited
        /// it.
        var isOfServer: Bool

        /// Subtracts it; the rest of it, `nil` for nothing.
        func rest(after ofChildren: inout [Int32: ProcessorTime]) -> Claim? {
            var rest = self
            for heir in heirs {
                guard let got = ofChildren[heir] else { continue }
                let part = ProcessorTime(
                    user: min(got.user, rest.seen.user), system: min(got.system, rest.seen.system))
                ofChildren[heir] = got - part
                rest.seen = rest.seen - part
            }
            return rest.seen.sum > 0 ? rest : nil
        }
    }

    private var known: [Int32: Known] = [:]
    private var isFirst = true

    /// Claims on processes that ended, as long as no process has inherited their time: one that
    /// waits for it may have been observed just before.
    private var unclaimed: [Claim] = []
    /// The number of processes of which more was observed than any process has inherited.
    private(set) var lost = 0

    /// Clocks of processes tick independently.
    private static let tolerance = 0.03

    /// Adds an observation.
    ///
    /// - Returns: the time used since the last one; zero at the first one.
    ///
    /// - Parameter supervisor: the process that waits for orphans; its own use is not the server's.
    mutating func add(
        _ processes: [clt_process_use], supervisor: clt_process_use? = nil
    ) -> ProcessorTime {
        var now = Dictionary(processes.map { ($0.identifier, Known($0)) }) { first, _ in first }
        if let supervisor {
            now[supervisor.identifier] = Known(supervisor)
            now[supervisor.identifier]?.own = ProcessorTime()
        }
        defer {
            known = now
            isFirst = false
        }
        guard !isFirst else { return ProcessorTime() }
        let ended = known.filter { identifier, old in now[identifier]?.start != old.start }
        var ofChildren: [Int32: ProcessorTime] = [:]
        var sum = ProcessorTime()
        for (identifier, new) in now {
            let old = known[identifier].flatMap { $0.start == new.start ? $0 : nil }
            sum = sum + (new.own - (old?.own ?? ProcessorTime())).atLeastZero
            ofChildren[identifier] = (new.children - (old?.children ?? ProcessorTime())).atLeastZero
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

    /// The process that inherited its time: the nearest of those above it that has not ended, too.
    private func heir(of process: Known, _ ended: [Int32: Known]) -> Int32 {
        var parent = process.parent
        // Identifiers are reused: no chain is longer than there are processes.
        for _ in ended {
            guard let next = ended[parent] else { break }
            parent = next.parent
        }
        return parent
    }
}

extension ProcessorTimeAccumulator.Known {
    fileprivate init(_ use: clt_process_use) {
        parent = use.parent
        start = use.start
        own = .init(use.user_nanoseconds, use.system_nanoseconds)
        children = .init(use.children_user_nanoseconds, use.children_system_nanoseconds)
    }
}

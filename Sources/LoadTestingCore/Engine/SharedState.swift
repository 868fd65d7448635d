import LoadTestingMacrosFree

/// State that the loops of a run share: names, feeders' positions, limits, barriers.
package final class SharedState: Sendable {
    let names: SampleNames
    let feeders: [FeederCursor]
    /// By group; `nil` without a limit.
    let limiters: [RateLimiter?]
    let barriers: [Barrier]
    let inboxes = LoopInboxes()
    /// The values of slots at the begin of each user, and of each iteration where they end with it.
    let slots: [(any Sendable)?]

    /// - Parameters:
    ///   - before: a part of the same plan that has run, whose feeders continue.
    ///   - slots: the slots that part left.
    package init(
        _ program: Program, after before: SharedState? = nil, slots: [(any Sendable)?] = []
    ) {
        names = SampleNames(
            rows: program.rows.map {
                SampleRow(
                    label: $0.label, group: $0.group, tags: $0.tags,
                    kind: $0.isTransaction ? .transaction : .requests)
            })
        feeders =
            before?.feeders
            ?? program.feeders.enumerated().map { index, feeder in
                // A seed each: two shuffled feeders would otherwise provide their rows in step.
                let seed = RandomDraw.bits(
                    seed: program.seed, user: -1, iteration: Int64(index), draw: 0)
                return FeederCursor(feeder, seed: seed)
            }
        limiters = program.groups.map {
            $0.tokenIntervalNanoseconds.map(RateLimiter.init(nanoseconds:))
        }
        barriers = program.barriers.map {
            Barrier($0, groupUsers: Int(program.groups[Int($0.group)].schedule.count))
        }
        self.slots = program.slots.enumerated().map { index, slot in
            let left = index < slots.count ? slots[index] : nil
            return left ?? slot.key.initial
        }
    }
}

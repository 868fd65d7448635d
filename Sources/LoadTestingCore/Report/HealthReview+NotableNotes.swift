import LoadTestingMacrosFree

/// The lines of ``notes`` that a reader needs: where the machine or the process was near a limit.
extension HealthReview {
    /// The share of all processors above which the machine counts as busy.
    private static let busyShare = 0.8
    /// The share of processors that a hypervisor may give to others without a line.
    private static let stolenShare = 0.01
    /// The share of the time that threads may wait for a processor without a line.
    private static let waitedShare = 0.05

    /// The lines that say something: a busy machine, or one of which nothing is known, stolen time,
    /// threads that waited, a quota that throttled, files or ports of which half were in use, the
    /// lateness of arrivals, and the baseline overhead.
    package var notableNotes: [String] {
        [
            isMachineNotable ? machineNote : nil, isStarved ? starvationNote : nil,
            throttlingNote, isNearLimit ? resourcesNote : nil, arrivalsNote, baselineNote,
        ].compactMap(\.self)
    }

    /// Whether the machine was busy on average or in half of the seconds, or partly another's.
    private var isMachineNotable: Bool {
        guard let busy = health.machine.busyShare else { return true }
        let seconds = snapshot.intervals.compactMap(\.health.machine.busyShare)
        let busySeconds = seconds.filter { $0 > Self.busyShare }
        return busy > Self.busyShare || busySeconds.count * 2 >= max(1, seconds.count)
            || health.machine.stolenShare ?? 0 > Self.stolenShare
    }

    private var isStarved: Bool { health.threads.waitedShare ?? 0 > Self.waitedShare }

    /// Whether more than half of the files that may be open, or of the local ports, were in use.
    private var isNearLimit: Bool {
        let isHalf = { (count: Int?, limit: Int?) in
            guard let count, let limit else { return false }
            return count * 2 > limit
        }
        return isHalf(health.openDescriptors, openFileLimit)
            || isHalf(health.tcpSockets, localPorts)
    }

    /// The lowest limit of the generators' open files; `nil` where it is not known.
    var openFileLimit: Int? { snapshot.facts.generators.compactMap(\.openFileLimit).min() }

    /// The fewest local ports of the generators' machines; `nil` where they are not known.
    var localPorts: Int? { snapshot.facts.generators.compactMap(\.localPorts).min() }
}

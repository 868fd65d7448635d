/// The measurements of all loops in one interval of a run, usually a second.
package struct IntervalSnapshot: Hashable, Codable, Sendable {
    /// From the start of the run, in seconds.
    package var startSecond: Int
    /// The number of seconds that it covers.
    package var seconds: Int
    package var labels = PackedLabels()
    package var health: GeneratorHealth
    /// The maximum users active at once.
    package var activeUsers: Int
    /// The minimum users active at once.
    package var minActiveUsers: Int
    /// Times without an answer that ended in it.
    package var stalls: [ServerStall] = []
    /// The server's use in it, where it is known.
    package var server: ServerUse?

    package init(startSecond: Int) {
        self.startSecond = startSecond
        seconds = 1
        health = GeneratorHealth()
        activeUsers = 0
        minActiveUsers = 0
    }

    /// Adds the measurements of another loop in the same interval.
    package mutating func add(labels: PackedLabels, health: GeneratorHealth) {
        merge(labels)
        self.health.merge(health)
    }

    /// Adds the server's use.
    package mutating func add(server use: ServerUse?) {
        guard let use else { return }
        server = server ?? ServerUse()
        server?.merge(use)
    }

    private mutating func merge(_ others: PackedLabels) {
        if labels.isEmpty {
            labels = others
        } else if !others.isEmpty {
            labels = PackedLabels(merging: [labels, others])
        }
    }

    /// Joins an interval that follows this one.
    package mutating func append(_ next: IntervalSnapshot) {
        merge(next.labels)
        health.merge(next.health)
        activeUsers = max(activeUsers, next.activeUsers)
        minActiveUsers = min(minActiveUsers, next.minActiveUsers)
        stalls = ServerStall.merging(stalls, next.stalls)
        add(server: next.server)
        seconds = next.startSecond + next.seconds - startSecond
    }
}

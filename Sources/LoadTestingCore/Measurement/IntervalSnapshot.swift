/// The measurements of all loops in one interval of a run, usually a second.
package struct IntervalSnapshot: Hashable, Codable, Sendable {
    /// From the start of the run, in seconds.
    package var startSecond: Int
    /// The number of seconds that it covers.
    package var seconds: Int
    package var labels = PackedLabels()
    /// The health of each load generator, by its number in the run's facts.
    package var generators: [Int: GeneratorHealth] = [:]
    /// The maximum users active at once.
    package var activeUsers: Int
    /// The minimum users active at once.
    package var minActiveUsers: Int
    /// Times without an answer that ended in it.
    package var stalls: [ServerStall] = []
    /// The use of each server that was watched, by its number in the run.
    package var servers: [Int: ServerUse] = [:]
    /// Counters and gauges of the plan's own.
    package var custom = CustomValues()

    package init(startSecond: Int) {
        self.startSecond = startSecond
        seconds = 1
        activeUsers = 0
        minActiveUsers = 0
    }

    /// The health of all load generators together; those of a run without shards are one.
    package var health: GeneratorHealth {
        get { generators.values.reduce(into: GeneratorHealth()) { $0.merge($1) } }
        set { generators = [0: newValue] }
    }

    /// The use of the server that budgets are about, where it was watched.
    package var server: ServerUse? {
        get { servers[0] }
        set { servers[0] = newValue }
    }

    /// Adds the measurements of another loop in the same interval.
    package mutating func add(labels: PackedLabels) {
        if self.labels.isEmpty {
            self.labels = labels
        } else if !labels.isEmpty {
            self.labels = PackedLabels(merging: [self.labels, labels])
        }
    }

    /// Adds the health of a load generator.
    package mutating func add(health: GeneratorHealth, of generator: Int = 0) {
        generators[generator, default: GeneratorHealth()].merge(health)
    }

    /// Adds the use of a server.
    package mutating func add(server use: ServerUse, of server: Int = 0) {
        servers[server, default: ServerUse()].merge(use)
    }

    /// Joins an interval that follows this one.
    package mutating func append(_ next: IntervalSnapshot) {
        add(labels: next.labels)
        for (number, health) in next.generators { add(health: health, of: number) }
        activeUsers = max(activeUsers, next.activeUsers)
        minActiveUsers = min(minActiveUsers, next.minActiveUsers)
        stalls = ServerStall.merging(stalls, next.stalls)
        custom.merge(next.custom)
        for (number, use) in next.servers { add(server: use, of: number) }
        seconds = next.startSecond + next.seconds - startSecond
    }
}

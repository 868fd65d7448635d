/// What all loops measured in one stretch of a run, usually a second.
package struct IntervalSnapshot: Hashable, Codable, Sendable {
    /// From the start of the run, in seconds.
    package var startSecond: Int
    /// How many seconds it covers.
    package var seconds: Int
    /// By label number.
    package var labels: [LabelSnapshot]
    package var health: GeneratorHealth
    /// The most users that were active at once.
    package var activeUsers: Int
    /// The fewest users that were active at once.
    package var leastActiveUsers: Int
    /// The longest time without an answer that ended in it.
    package var silence: ServerSilence?
    /// What the server used in it, where it is known.
    package var server: ServerUse?

    package init(startSecond: Int, labelCount: Int) {
        self.startSecond = startSecond
        seconds = 1
        labels = Array(repeating: LabelSnapshot(), count: labelCount)
        health = GeneratorHealth()
        activeUsers = 0
        leastActiveUsers = 0
    }

    /// Adds what another loop measured in the same stretch.
    package mutating func add(labels: [LabelSnapshot], health: GeneratorHealth) {
        merge(labels)
        self.health.merge(health)
    }

    /// Adds what the server used.
    package mutating func add(server use: ServerUse?) {
        guard let use else { return }
        server = server ?? ServerUse()
        server?.merge(use)
    }

    /// Adds by number; labels may come up while a run is under way.
    private mutating func merge(_ others: [LabelSnapshot]) {
        while labels.count < others.count { labels.append(LabelSnapshot()) }
        for index in others.indices { labels[index].merge(others[index]) }
    }

    /// Joins a stretch that follows this one.
    package mutating func append(_ next: IntervalSnapshot) {
        merge(next.labels)
        health.merge(next.health)
        activeUsers = max(activeUsers, next.activeUsers)
        leastActiveUsers = min(leastActiveUsers, next.leastActiveUsers)
        silence = ServerSilence.longer(silence, next.silence)
        add(server: next.server)
        seconds = next.startSecond + next.seconds - startSecond
    }

    /// All labels together.
    package var total: LabelSnapshot {
        labels.reduce(into: LabelSnapshot()) { $0.merge($1) }
    }
}

/// Facts of a run that are fixed when it starts: its plan, its start, and its generators.
package struct RunFacts: Hashable, Codable, Sendable {
    /// The name of the test.
    package var name = ""
    /// The URL of the target.
    package var target = ""
    /// The number from which random choices were drawn.
    package var seed: UInt64 = 0
    /// The factor of users, ramp-up and rates for debugging, which leaves budgets on rates and
    /// numbers unjudged; 1 is the plan as written.
    package var scale = 1.0
    /// The factor of users, ramp-up and rates that a search has set; 1 is the plan as written.
    package var level = 1.0
    /// The factor of pauses and paces.
    package var pauseScale = 1.0
    /// The start of the run, nanoseconds since 1970.
    package var startNanoseconds: Int64 = 0
    /// The length of the stated warm-up: samples that ended in it are measured and not judged.
    package var warmUpSeconds = 0
    /// Segments of the plan that have a name, in seconds from the start of the run.
    package var segments: [String: Range<Int>] = [:]
    /// The maximum users of the plan at once.
    package var plannedUsers = 0
    /// Whether users of every group wait for their answers, without arrivals or a `Pace`.
    package var isClosed = true
    /// The plan as text, as it prints itself: without secrets.
    package var plan = ""
    /// The commit of the source code; `nil` where it is not known.
    package var commit: String?
    /// The planned users and arrivals over time; `nil` where the plan does not say.
    package var schedule: PlannedLoad?
    /// Whether its samples were read from a file, which knows of no load generator.
    package var isImported = false
    /// The load generators, one for each shard.
    package var generators: [GeneratorFacts] = []

    package init() {}

    /// Adds the facts of another shard of the same run.
    ///
    /// - Returns: the new numbers of its generators.
    mutating func merge(_ other: RunFacts) -> [Int: Int] {
        startNanoseconds = min(startNanoseconds, other.startNanoseconds)
        warmUpSeconds = max(warmUpSeconds, other.warmUpSeconds)
        segments.merge(other.segments) {
            min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
        }
        plannedUsers += other.plannedUsers
        schedule = schedule.flatMap { mine in other.schedule.flatMap(mine.merged) }
        isClosed = isClosed && other.isClosed
        var numbers: [Int: Int] = [:]
        for (number, generator) in other.generators.enumerated() {
            if !generators.contains(generator) { generators.append(generator) }
            numbers[number] = generators.firstIndex(of: generator)
        }
        return numbers
    }
}

/// A process that sent load, and the machine on which it ran.
package struct GeneratorFacts: Hashable, Codable, Sendable {
    /// The machine's name.
    package var host: String
    package var processID: Int32
    /// Whether this library was built for debugging, which costs processor time.
    package var isDebugBuild: Bool
    /// The versions of this library and of libcurl.
    package var version: String
    package var curlVersion: String
    /// The system's name and version.
    package var system: String
    /// The number of threads that sent load.
    package var loops: Int
    /// The number of processors that the process may use.
    package var processors: Int
    package var memoryBytes: UInt64
    /// The kind of machine on which figures are comparable; `nil` where it is not known.
    package var machine: String?
    /// The maximum of files that the process may have open; `nil` where it is not known.
    package var openFileLimit: Int?
    /// The number of local ports that connections to one address can have; `nil` where it is not
    /// known.
    package var localPorts: Int?

    package init(
        host: String, processID: Int32, isDebugBuild: Bool, version: String, curlVersion: String,
        system: String, loops: Int, processors: Int, memoryBytes: UInt64,
        machine: String? = nil, openFileLimit: Int? = nil, localPorts: Int? = nil
    ) {
        self.host = host
        self.processID = processID
        self.isDebugBuild = isDebugBuild
        self.version = version
        self.curlVersion = curlVersion
        self.system = system
        self.loops = loops
        self.processors = processors
        self.memoryBytes = memoryBytes
        self.machine = machine
        self.openFileLimit = openFileLimit
        self.localPorts = localPorts
    }
}

/// The facts known of the server of a run beside its use over time.
package struct ServerRecord: Hashable, Codable, Sendable {
    /// The machine on which it ran.
    package var host = ""
    /// The name in reports: `python3 server.py`.
    package var name: String
    /// Each process that was seen, the launched or attached one first.
    package var processes: [Process] = []
    /// The events of the server while the load ran.
    package var events: [Event] = []
    /// The maximum files that a process of it may have open; the lowest of all.
    package var openFileLimit: Int?
    /// Whether it runs in the process of the load generator: its use is not told from it.
    package var isShared = false
    /// The metrics of its own endpoint that are counters: their use is the rise a second.
    package var scrapedCounters: [String] = []
    /// The number of cores of the machine.
    package var cores = 1
    /// The resources that could not be watched, each with its reason.
    package var unseen: [String] = []
    /// The parts of the server itself that were not watched: figures are of a part.
    package var gaps: [Gap] = []
    /// Further remarks, as sentences.
    package var remarks: [String] = []
    /// The reason that samples of its metrics endpoint have no figure, by the name of the sample.
    package var unratedSamples: [String: String] = [:]

    package init(name: String) { self.name = name }

    /// Whether two shards have watched one server.
    func isSame(as other: ServerRecord) -> Bool {
        host == other.host && name == other.name
            && processes.first?.identifier == other.processes.first?.identifier
    }

    /// One process of the server.
    package struct Process: Hashable, Codable, Sendable {
        package var identifier: Int32
        package var name: String
        /// Processor time while it was watched.
        package var userSeconds = 0.0
        package var systemSeconds = 0.0
        /// The time for which it was watched, in seconds.
        package var seconds = 0.0
        package var peakMemoryBytes: Int64 = 0
        package var peakOpenFiles: Int?
        package var peakThreads = 0
        /// Whether it was gone before the end.
        package var hasEnded = false

        package init(identifier: Int32, name: String) {
            self.identifier = identifier
            self.name = name
        }
    }

    /// A part of a server that was not watched.
    package struct Gap: Hashable, Codable, Sendable {
        package enum Part: String, Codable, Sendable {
            /// Processes of it: sums over them are too low.
            case processes
            /// Processor time alone.
            case processorTime
        }

        package var part: Part
        /// The part not watched and the reason, for reports.
        package var text: String

        package init(_ part: Part, _ text: String) {
            self.part = part
            self.text = text
        }
    }

    /// An event of a server that the load did not ask for.
    package struct Event: Hashable, Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// The launched or attached process ended: the load ends, too.
            case exit
            /// A process of it ended by a signal or with an exit code of failure, and the server
            /// continued.
            case restart
            /// A process of it ended for an unknown reason; the server continued.
            case unexplainedEnd
            /// The system killed a process for want of memory.
            case outOfMemory
        }

        package var kind: Kind
        /// Since the start of the run, in nanoseconds.
        package var nanoseconds: Int64
        /// The event, for reports: `python3 (1234) ended with exit code 3`.
        package var text: String
        /// The process that ended; `nil` where it is none, or not known.
        package var process: Int32?

        package init(
            _ kind: Kind, at nanoseconds: Int64, _ text: String, process: Int32? = nil
        ) {
            self.kind = kind
            self.nanoseconds = nanoseconds
            self.text = text
            self.process = process
        }
    }
}

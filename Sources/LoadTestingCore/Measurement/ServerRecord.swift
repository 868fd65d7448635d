/// What is known of the server of a run beside its use over time.
package struct ServerRecord: Hashable, Codable, Sendable {
    /// What it is called in reports: `python3 server.py`.
    package var name: String
    /// Each process that was seen, the launched or attached one first.
    package var processes: [Process] = []
    /// What happened to it while the load ran.
    package var events: [Event] = []
    /// The most files that a process of it may have open; the lowest of all.
    package var openFileLimit: Int?
    /// Whether it runs in the process of the load generator: its use is not told from it.
    package var isShared = false
    /// Which of the metrics it offers itself are counters: their use is the rise a second.
    package var scrapedCounters: [String] = []
    /// How many cores the machine has.
    package var cores = 1
    /// What could not be watched, each with its reason.
    package var unseen: [String] = []
    /// What of the server itself was not watched: figures are of a part.
    package var gaps: [Gap] = []
    /// What is to be said of it besides, sentences.
    package var remarks: [String] = []
    /// Why samples of its metrics endpoint have no figure, by the name of the sample.
    package var unratedSamples: [String: String] = [:]

    package init(name: String) { self.name = name }

    /// One process of the server.
    package struct Process: Hashable, Codable, Sendable {
        package var identifier: Int32
        package var name: String
        /// Processor time while it was watched.
        package var userSeconds = 0.0
        package var systemSeconds = 0.0
        /// For how long it was watched, in seconds.
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
            /// Processes of it: everything that is summed over them is too low.
            case processes
            /// Processor time alone.
            case processorTime
        }

        package var part: Part
        /// What was not watched and why, as a report says it.
        package var text: String

        package init(_ part: Part, _ text: String) {
            self.part = part
            self.text = text
        }
    }

    /// Something that happened to a server by itself.
    package struct Event: Hashable, Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// The launched or attached process ended: the load ends, too.
            case exit
            /// A process of it ended by a signal or with an exit code that says so, and the server
            /// went on.
            case restart
            /// A process of it ended, and how is not known; the server went on.
            case unexplainedEnd
            /// The system killed a process for want of memory.
            case outOfMemory
        }

        package var kind: Kind
        /// Since the start of the run, in nanoseconds.
        package var nanoseconds: Int64
        /// What happened, as a report says it: `python3 (1234) ended with exit code 3`.
        package var text: String

        package init(_ kind: Kind, at nanoseconds: Int64, _ text: String) {
            self.kind = kind
            self.nanoseconds = nanoseconds
            self.text = text
        }
    }
}

import LoadTestingMacrosFree

/// A validated plan compiled: made once, shared by all loops and users, never changed.
package struct Program: Sendable {
    package var name: String
    /// Requests by number, as instructions name them.
    package var requests: [ProgramRequest] = []
    /// Rows by number, as samples name them, in the order of the plan.
    package var rows: [ProgramRow] = []
    package var groups: [ProgramGroup] = []
    package var instructions: [Instruction] = []
    /// By instruction: the address to continue at when a sample of it has failed, -1 for the next
    /// one.
    package var failureTargets: [Int32] = []
    /// The ways in which a reply can fail, by number.
    package var failures: [ReplyFailure] = []
    package var slots: [ProgramSlot] = []
    /// The number of registers that a user has.
    package var registers = 0
    package var conditions: [ProgramCondition] = []
    package var lists: [ProgramList] = []
    package var choices: [ProgramChoice] = []
    package var orders: [ProgramOrder] = []
    package var transactions: [ProgramTransaction] = []
    package var feeds: [ProgramFeed] = []
    /// Feeders by number; a feeder used at several places has one.
    package var feeders: [ProgramFeeder] = []
    package var barriers: [ProgramBarrier] = []
    package var scenarios: [ProgramScenario] = []
    /// The servers that requests go to; the target is the first.
    package var origins: [TargetAddress] = []
    package var policy = TargetPolicy.localAndPrivate
    /// Files of certificates that are trusted besides those of the system.
    package var trusted: [String] = []
    package var seed: UInt64 = 1
    /// The factor of pauses of scenarios; those of steps are multiplied already.
    package var pauseScale = 1.0
    /// The end of the run in any case, nanoseconds from its start.
    package var limitNanoseconds = Int64.max
    package var drainNanoseconds: Int64 = 0
    package var stopsWhenDead = true
    /// Whether samples know the URLs that were sent.
    package var recordsURLs = false
    /// Rules that end the load early.
    package var abortRules: [AbortRule] = []
    package var events: [PlanEvent] = []
    /// The length of the stated warm-up.
    package var warmUpSeconds = 0
    /// Parts that one user does before the load, one after the other; slots have the same numbers.
    package var setUps: [Program] = []
    /// Parts that one user does after it.
    package var tearDowns: [Program] = []
    /// Values of all parts that must not be shown.
    package var secrets: [ProgramSecret] = []
    /// The compiler of scenarios' requests while the load runs.
    package var requestCompiler: RequestCompiler?

    /// The number of requests that will be sent when nothing ends the run; `nil` when a group has
    /// no end, when data or chance decides, or when the number is too large.
    package var plannedRequests: UInt64? {
        var sum: UInt64 = 0
        for group in groups {
            guard group.iterations != .max, let each = group.requestsPerIteration else {
                return nil
            }
            let (iterations, tooMany) = UInt64(group.schedule.count)
                .multipliedReportingOverflow(by: UInt64(group.iterations))
            let (requests, tooLarge) = iterations.multipliedReportingOverflow(by: UInt64(each))
            let (total, overflow) = sum.addingReportingOverflow(requests)
            guard !tooMany, !tooLarge, !overflow else { return nil }
            sum = total
        }
        return sum
    }

    /// The maximum users of all groups active at once.
    package var users: Int { groups.reduce(0) { $0 + $1.maxUsers } }

    /// The maximum connections that all users have open at once.
    package var connections: Int {
        // No machine has a trillion of them: the sum can't overflow.
        groups.reduce(0) { min($0 + $1.connections, 1 << 40) }
    }

    /// Whether a request is the plan's and its URL has no slots.
    package func hasConstantURL(_ request: Int32) -> Bool {
        request < requests.count && requests[Int(request)].url.constant != nil
    }

    /// Whether a server of the plan speaks TLS.
    package var usesTLS: Bool { origins.contains { $0.scheme == "https" } }

    package init(name: String) { self.name = name }
}

import LoadTestingMacrosFree

/// A validated plan compiled: made once, shared by all loops and users, never changed.
package struct Program: Sendable {
    package var name: String
    /// Requests by number, as instructions name them.
    package var requests: [ProgramRequest]
    /// Labels by number, as samples name them, in the order of the plan.
    package var labels: [String]
    package var groups: [ProgramGroup]
    package var instructions: [Instruction]
    /// The servers that requests go to; the target is the first.
    package var origins: [TargetAddress]
    package var policy: TargetPolicy
    package var seed: UInt64
    /// The run ends here whatever happens, nanoseconds from its start.
    package var limitNanoseconds: Int64
    package var drainNanoseconds: Int64
    package var stopsWhenDead: Bool

    /// How many requests will be sent when nothing ends the run; `nil` when a group has no end, or
    /// when there are too many to count.
    package var plannedRequests: UInt64? {
        var sum: UInt64 = 0
        for group in groups {
            guard group.iterations != .max else { return nil }
            let requests = instructions[Int(group.entry)...].prefix {
                if case .endIteration = $0 { false } else { true }
            }.count { if case .exchange = $0 { true } else { false } }
            let ofGroup = UInt64(group.users) * UInt64(group.iterations) * UInt64(requests)
            let (total, overflow) = sum.addingReportingOverflow(ofGroup)
            guard !overflow else { return nil }
            sum = total
        }
        return sum
    }

    /// All users of all groups.
    package var users: Int { groups.reduce(0) { $0 + $1.users } }
}

/// A group of a program.
package struct ProgramGroup: Sendable {
    package var name: String
    package var users: Int
    /// The time over which users start.
    package var rampNanoseconds: Int64
    /// The first user's start, from the start of the run.
    package var startNanoseconds: Int64
    /// The number of its first user over the whole run.
    package var firstUser: Int64
    /// How many iterations a user makes, `Int64.max` for no end.
    package var iterations: Int64
    /// No step starts from here on, nanoseconds from the start of the run.
    package var endNanoseconds: Int64
    /// The instruction at which an iteration begins.
    package var entry: Int32
}

/// A request ready to be sent.
package struct ProgramRequest: Sendable {
    /// Its label's number.
    package var label: Int32
    package var method: String
    package var url: String
    /// Header lines, `Name: value`.
    package var headers: [String]
    /// `nil` for a request without a body.
    package var body: [UInt8]?
    package var timeoutMilliseconds: Int
    /// Its server's number.
    package var origin: Int32

    /// Whether it may be sent again when the kept connection was dead (RFC 9110, 9.2.2).
    package var isIdempotent: Bool {
        ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }
}

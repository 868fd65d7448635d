package import LoadTestingMacrosFree

/// A doubt about the figures that changes no verdict.
package enum GeneratorSuspicion: Hashable, Sendable {
    /// The generator's own delay is a large part of the p99.
    case late(Duration, of: Duration, GeneratorAbsence?)
    /// A thread was busy for long; with the rate of users that wait for answers.
    case busyThread(nanoseconds: Int64, MetricValue?)
    /// The machine was saturated in so many of its observations.
    case fullMachine(Int64, of: Int64)
    /// A hypervisor took a share of the processors.
    case stolen(share: Double)
    /// The generator was stalled.
    case processStall(Duration)
}

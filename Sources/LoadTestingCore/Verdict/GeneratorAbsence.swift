// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// A cause that kept the load generator from running.
package enum GeneratorAbsence: Hashable, Codable, Sendable {
    /// A quota of processor time.
    case throttled(CgroupThrottling)
    /// Its threads waited for a processor for a share of the time.
    case waited(share: Double)
    /// Its process was stalled for a share of the time.
    case stopped(share: Double)

    private enum ThrottledCodingKeys: String, CodingKey { case _0 = "throttling" }
}

// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// The part of a run that a metric is about: `p99(during: .plateau)`.
///
/// Requests belong to the second in which they ended. The stated warm-up is in no part but
/// ``warmUp``.
@nonexhaustive public enum RunPeriod: Hashable, Codable, Sendable {
    /// All of it, ramp-up included.
    case wholeRun
    /// Before the plateau.
    case rampUp
    /// The whole seconds in which all users were active and arrivals came at their highest rate.
    case plateau
    /// The stated warm-up, which is in no other part.
    case warmUp
    /// From one time after the start of the run to another, rounded outwards to whole seconds.
    case between(Duration, Duration)
    /// A segment of the load by its name.
    case segment(String)

    private enum BetweenCodingKeys: String, CodingKey { case _0 = "start", _1 = "end" }
    private enum SegmentCodingKeys: String, CodingKey { case _0 = "name" }
}

extension RunPeriod: CustomStringConvertible {
    /// The part as written in a plan: `.plateau`, `.between(10 s, 20 s)`.
    public var description: String {
        switch self {
        case .wholeRun: ".wholeRun"
        case .rampUp: ".rampUp"
        case .plateau: ".plateau"
        case .warmUp: ".warmUp"
        case .between(let start, let end): ".between(\(start.text), \(end.text))"
        case .segment(let name): ".segment(\"\(name)\")"
        }
    }
}

/// The figures of an earlier run of a test, with what makes runs comparable.
package struct Baseline: Hashable, Codable, Sendable {
    /// Raised when recorded files can no longer be read.
    package static let version = 1

    package var version = Self.version
    /// The day on which it was recorded, such as `2026-03-01`.
    package var recorded: String
    package var isDebugBuild: Bool
    /// The number of threads that sent load.
    package var loops: Int
    /// By metric, as it is written in a plan: nanoseconds, fractions, or numbers a second.
    package var figures: [String: SlicedEstimate]

    package init(recorded: String, isDebugBuild: Bool, loops: Int) {
        self.recorded = recorded
        self.isDebugBuild = isDebugBuild
        self.loops = loops
        figures = [:]
    }
}

/// The baseline of a run's budgets.
package enum BaselineSource: Sendable {
    case found(Baseline)
    /// The run's figures were recorded.
    case recorded
    case missing(BaselineGap)
}

// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// The reason that a run can't be compared with an earlier one.
package enum BaselineGap: Error, Hashable, Codable, Sendable {
    /// There is no file of this machine's kind.
    ///
    /// - Parameters:
    ///   - path: where it would be.
    ///   - others: the kinds of machines that there are files of.
    case notRecorded(path: String, others: [String])
    /// The file is no baseline.
    case unreadable(path: String, reason: String)
    /// The metric is not in the file.
    case noFigure(recorded: String)
    /// The recorded run was of the other build mode.
    case buildMode(recordedIsDebug: Bool)
    /// The recorded run had another number of threads.
    case loops(recorded: Int, now: Int)
    /// The run has too little for slices.
    case noEstimate(MissingInterval)
    /// The load is scaled.
    case scaled
    /// The budget is not in a plan, so that no file belongs to it.
    case noPlan

    private enum NoEstimateCodingKeys: String, CodingKey { case _0 = "reason" }
}

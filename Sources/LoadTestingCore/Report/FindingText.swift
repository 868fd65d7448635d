/// The words for a finding.
struct FindingText {
    /// The text behind the figures in a report.
    var detail: String
    /// The sentence of a test failure.
    var message: String
}

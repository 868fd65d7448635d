/// The words for a finding.
struct FindingText {
    /// What a report says behind its figures.
    var detail: String
    /// The sentence of a test failure.
    var message: String
}

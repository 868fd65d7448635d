import LoadTestingMacrosFree

extension String {
    /// The text in quotes on one line, cut after 60 scalars.
    var quoted: String { "\"\(printable(upTo: 60))\"" }
}

import LoadTestingMacrosFree

extension String {
    /// The text in quotes on one line, cut off behind 60 characters.
    var quoted: String {
        let start = prefix(60)
        return "\"\(String(start).printable)\(start.endIndex < endIndex ? "…" : "")\""
    }
}

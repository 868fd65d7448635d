import LoadTestingMacrosFree

extension LoadTest {
    /// The printed plan without secrets, for what a run leaves behind: who prints a plan knows its
    /// source, who reads a report need not.
    var descriptionWithoutSecrets: String {
        let lines = description.split(separator: "\n").map { line in
            line.split(separator: " ", omittingEmptySubsequences: false)
                .map { $0.contains("?") ? Redaction.url(String($0)) : String($0) }
                .joined(separator: " ")
        }
        return Redaction.lines(lines.joined(separator: "\n")).joined(separator: "\n")
    }
}

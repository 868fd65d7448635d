import LoadTestingMacrosFree

/// A result as JUnit XML: a suite for the load test, a case for each budget.
package struct JUnitText {
    private let result: LoadTestResult

    package init(_ result: LoadTestResult) { self.result = result }

    /// The whole file.
    package var text: String {
        let cases = cases
        let count = { (kind: Outcome) in cases.count { $0.outcome == kind } }
        let time = Double(result.snapshot.durationNanoseconds / 1_000_000) / 1_000
        let counts =
            "tests=\"\(cases.count)\" failures=\"\(count(.failure))\" errors=\"\(count(.error))\""
            + " skipped=\"\(count(.skipped))\" time=\"\(time)\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="LoadTesting" \(counts)>
            <testsuite name="\(XML.escaped(result.name))" \(counts)\(timestamp)>
            \(properties)\(cases.map(xml).joined())<system-out>\
            \(XML.escaped(lines: ConsoleReport(result).text))</system-out>
            </testsuite>
            </testsuites>

            """
    }

    /// The resource that gave way and the answer of a search, as properties of the suite; nothing
    /// for a run without either.
    private var properties: String {
        let facts = bottleneck + (result.snapshot.capacity?.lines ?? [])
        guard !facts.isEmpty else { return "" }
        let lines = facts.map {
            "<property name=\"\($0.name)\" value=\"\(XML.escaped($0.text))\"/>\n"
        }
        return "<properties>\n\(lines.joined())</properties>\n"
    }

    private var bottleneck: [(name: String, text: String)] {
        guard let found = result.bottleneck else { return [] }
        return [
            ("bottleneck", found.kind.rawValue),
            ("bottleneck.certainty", found.certainty.rawValue),
            ("bottleneck.port", found.port.map(String.init) ?? ""),
            ("bottleneck.size", found.size.map(String.init) ?? ""),
            ("bottleneck.evidence", found.evidence.joined(separator: ", ")),
        ].filter { !$0.text.isEmpty }
    }

    private enum Outcome { case passed, failure, error, skipped }

    private struct Case {
        var name: String
        var outcome: Outcome
        /// The verdict in a word, and the sentence.
        var type = ""
        var message = ""
        var location: CodeLocation?
    }

    private var cases: [Case] {
        let judged = result.findings.map { finding in
            Case(
                name: finding.budget?.description ?? "the run", outcome: Self.outcome(finding),
                type: finding.verdict.rawValue, message: finding.message,
                location: finding.location)
        }
        let unjudged = result.unjudgedBudgets.map {
            Case(
                name: $0.description, outcome: .skipped,
                message: result.mode == .dryRun ? "a dry run" : "the load is scaled",
                location: $0.location)
        }
        let all = judged + unjudged
        return all.isEmpty ? [Case(name: "the run", outcome: .passed)] : all
    }

    private static func outcome(_ finding: Finding) -> Outcome {
        switch finding.verdict {
        case .passed: .passed
        case .failed: .failure
        case .inconclusive, .invalid: .error
        }
    }

    private func xml(_ testCase: Case) -> String {
        let place = testCase.location.map {
            " file=\"\(XML.escaped($0.fileID))\" line=\"\($0.line)\""
        }
        let start =
            "<testcase classname=\"\(XML.escaped(result.name))\""
            + " name=\"\(XML.escaped(testCase.name))\"\(place ?? "") time=\"0\""
        let message = XML.escaped(testCase.message)
        let at = testCase.location.map { "\($0.fileID):\($0.line): " } ?? ""
        switch testCase.outcome {
        case .passed: return "\(start)/>\n"
        case .skipped: return "\(start)><skipped message=\"\(message)\"/></testcase>\n"
        case .failure, .error:
            let tag = testCase.outcome == .failure ? "failure" : "error"
            return "\(start)><\(tag) message=\"\(message)\" type=\"\(testCase.type)\">"
                + "\(XML.escaped(at))\(message)</\(tag)></testcase>\n"
        }
    }

    private var timestamp: String {
        let text = DateText.utc(nanoseconds: result.snapshot.facts.startNanoseconds)
        return result.snapshot.facts.startNanoseconds == 0 ? "" : " timestamp=\"\(text)\""
    }
}

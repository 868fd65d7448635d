public import LoadTestingCore

extension LoadTestResult {
    /// Judges a budget after the run; a miss fails the test at this line.
    ///
    /// Outside a test framework no test can fail: use `judge(_:)` there.
    ///
    /// - Returns: the finding.
    @discardableResult
    public func expect(
        _ budget: Budget, fileID: String = #fileID, filePath: StaticString = #filePath,
        line: Int = #line, column: Int = #column
    ) -> Finding {
        let place = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        return expect([budget], at: place)[0]
    }

    /// Judges several budgets after the run; each that is missed fails the test at this line.
    ///
    /// - Returns: the findings, in the order given.
    @discardableResult
    public func expect(
        _ first: Budget, _ second: Budget, _ more: Budget..., fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
    ) -> [Finding] {
        let place = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        return expect([first, second] + more, at: place)
    }

    private func expect(_ budgets: [Budget], at place: CodeLocation) -> [Finding] {
        let findings = budgets.map(judge)
        let missed = findings.filter { $0.verdict != .passed }
        if !TestFramework.current.record(missed, defaultLocation: place) {
            for finding in missed { Console.standard.write(line: "missed: \(finding.message)") }
        }
        return findings
    }
}

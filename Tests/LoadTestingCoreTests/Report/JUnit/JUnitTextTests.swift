import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct JUnitTextTests {
    private func text(_ label: LabelSnapshot, _ budgets: Budget...) -> String {
        let run = RunSnapshot.made([("GET /", label)], users: 20)
        return JUnitText(
            LoadTestResult(
                name: "health", target: "http://h", snapshot: run, budgets: budgets, scale: 1,
                plannedUsers: 20, seed: 1)
        ).text
    }

    @Test func `a budget is a case: passed, missed with its sentence, undecided as an error`() {
        let text = text(
            .made(ok: [(50, 10)]), p50 < .milliseconds(20), p50 < .milliseconds(5),
            p99 < .milliseconds(20))
        #expect(text.contains("tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\""))
        #expect(text.contains("name=\"p50 &lt; 20 ms\" time=\"0\"/>\n"))
        #expect(
            text.contains(
                "<failure message=\"p50 was 10 ms, budget &lt; 5 ms (n = 50)\""
                    + " type=\"failed\">"))
        #expect(text.contains("<error message=\"p99 "))
    }

    @Test func `a run without budgets is one case`() {
        #expect(text(.made(ok: [(5, 1)])).contains("tests=\"1\" failures=\"0\" errors=\"0\""))
        let failed = text(.made(ok: [], failed: [(5, .connect)]))
        #expect(failed.contains("tests=\"1\" failures=\"1\""))
    }

    @Test func `the place of a budget is named`() {
        let plan = LoadTest("a", target: "http://h") {
            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(p50 < .milliseconds(5))
        }
        let text = text(.made(ok: [(50, 10)]), plan.budgets[0])
        #expect(text.contains(" file=\"LoadTestingCoreTests/JUnitTextTests.swift\" line=\""))
        #expect(text.contains("type=\"failed\">LoadTestingCoreTests/JUnitTextTests.swift:"))
    }

    @Test func `no text from outside ends an element or is no XML`() {
        #expect(
            XML.escaped("a<b>&\"'\u{0}\u{1b}\u{fffe}<\u{301}") == "a&lt;b&gt;&amp;&quot;&apos;"
                + "\\u{0}\\u{1b}\u{fffd}&lt;\u{301}")
    }
}

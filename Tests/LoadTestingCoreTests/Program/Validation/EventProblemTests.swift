import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct EventProblemTests {
    private func problems(
        named names: [String?], @LoadTestBuilder _ elements: () -> LoadTestElements
    ) -> [String] {
        do {
            _ = try ProgramCompiler.compile(
                LoadTest("t", target: "http://127.0.0.1:1") {
                    ArrivalGroup(rate: .perSecond(10), for: .seconds(9)) { HTTPGet("/") }
                    for name in names { At(.seconds(3), named: name) { Perform("p") {} } }
                    elements()
                }, environment: [:])
            return []
        } catch {
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    @Test func `a budget on the recovery after an event is accepted beside another`() {
        let found = problems(named: ["a", nil, "b"]) {
            expect(recovery(after: "a") < .seconds(2), .recovery(after: "b") <= .seconds(1))
            expect(p95 < .seconds(1))
        }
        #expect(found == [])
    }

    @Test func `an unknown event is refused with the known ones`() {
        let found = problems(named: ["a", "b"]) {
            expect(recovery(after: "c") < .seconds(2), p95 < .seconds(1))
        }
        #expect(found.count == 1 && found[0].contains("no event has the name \"c\""))
        #expect(found[0].hasSuffix("there are \"a\", \"b\""))
        let none = problems(named: []) {
            expect(recovery(after: "c") < .seconds(2), p95 < .seconds(1))
        }
        #expect(none[0].hasSuffix("name it: At(.seconds(10), named: \"c\") { … }"))
    }

    @Test func `a name is no one else's, and says something`() {
        let found = problems(named: ["a", "a"]) { expect(p95 < .seconds(1)) }
        #expect(found.count == 1 && found[0].contains("has the name of another, \"a\""))
        #expect(problems(named: [""]) { expect(p95 < .seconds(1)) }.count == 1)
    }

    @Test func `something has to say what has to hold again`() {
        let found = problems(named: ["a"]) {
            expect(recovery(after: "a") < .seconds(2), serverCPU < .percent(60))
            expect(p95(during: .between(.zero, .seconds(1))) < .seconds(1))
        }
        #expect(
            found.contains { $0.contains("without a budget that says what has to hold again") })
    }

    @Test(arguments: [
        recovery(after: "a") < .zero,
        recovery(after: "a") < recovery(after: "a") * 2,
        recovery(after: "a")(over: .seconds(2)) < .seconds(1),
        recovery(after: "a")(during: .plateau) < .seconds(1),
    ])
    func `a recovery is a time after the event`(budget: Budget) {
        let found = problems(named: ["a"]) { expect(budget, p95 < .seconds(1)) }
        #expect(!found.isEmpty && found.allSatisfy { $0.contains("recovery(after: \"a\"") })
    }

    @Test func `a recovery ends no run`() {
        let found = problems(named: ["a"]) {
            expect(p95 < .seconds(1))
            abortWhen(recovery(after: "a") > .seconds(1))
        }
        #expect(found.contains { $0.contains("is known at the end of the run") }, "\(found)")
    }
}

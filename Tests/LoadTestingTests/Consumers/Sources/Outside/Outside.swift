import LoadTesting

/// A load test of the library for tests in a program that is no test: `Outside TARGET`.
@main enum Outside {
    static func main() async throws {
        let target = CommandLine.arguments[1]
        do {
            try await LoadTest("outside", target: target) {
                ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
                expect(requestCount > 20)
                expect(errorRate < .percent(1))
            }.run()
            print("nothing was thrown")
        } catch let missed as MissedBudgets {
            print("thrown: \(missed.findings.count) of \(missed.result.findings.count)")
            print(missed)
        }
        let result = try await LoadTest("quiet", target: target) {
            ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
            expect(requestCount > 20)
        }.run(recording: .nothing)
        let finding = result.expect(requestCount > 30)
        print("expect: \(finding.verdict.rawValue)")
    }
}

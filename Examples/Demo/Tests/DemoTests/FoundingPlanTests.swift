import LoadTesting
import Testing

/// The founding plan against the embedded server: what `Scripts/demo` runs.
///
/// A hundredth of its users unless `LOADTESTING_SCALE` says otherwise, which the script sets to a
/// twentieth; the rate at which they start and what each of them does stay.
@Suite(.loadTest, .tags(.loadTest)) struct FoundingPlanTests {
    @Test func aMillionHealthChecks() async throws {
        try await withServer(.product("ExampleServer", "--port", "{port}")) { server in
            let plan = LoadTest("A million health checks", target: server.url) {
                ThreadGroup(users: 10_000, rampUp: .seconds(100), loops: 100) {
                    HTTPGet("/health")
                }
                expect(p99 < .seconds(2))
                expect(errorRate < .percent(0.1), throughput > .perSecond(1_000))
            }
            print(plan)
            try await plan.run(scale: 0.01)
        }
    }
}

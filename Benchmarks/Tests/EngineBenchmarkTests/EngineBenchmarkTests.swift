import BenchmarkPlans
import LoadTesting
import Testing

/// The load of `EngineBenchmark` as a test: the debug build that users have.
@Test func benchmark() async throws {
    print(BenchmarkLoad.line(of: try await BenchmarkLoad().plan.run()))
}

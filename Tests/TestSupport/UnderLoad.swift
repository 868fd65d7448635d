import Foundation
package import LoadTestingCore
package import LoadTestingMacrosFree
import Testing

/// All tests that send requests: one at a time, so that none disturbs the times of another.
///
/// Each suite in it has a time limit, since none may hang.
@Suite(.serialized) package enum UnderLoad {}

/// Runs a plan without a console and without a test framework.
///
/// - Parameters:
///   - loops: how many threads send.
///   - variables: the environment as the run sees it.
package func measure(
    _ plan: LoadTest, loops: Int = 1, variables: [String: String] = [:]
) async throws -> LoadTestResult {
    try await LoadTestRunner(plan, console: nil, variables: variables, loops: loops).result()
}

/// One user that sends requests one after the other to a server.
package func measure(
    _ url: String, loops: Int = 1, @StepsBuilder _ steps: () -> Steps
) async throws -> LoadTestResult {
    let steps = steps()
    return try await measure(
        LoadTest("one user", target: url) { ThreadGroup(users: 1, loops: loops) { steps } })
}

extension LoadTestResult {
    /// The measurements of all requests.
    package var all: LabelSnapshot { snapshot.total() ?? LabelSnapshot() }
}

/// Waits until something holds; false when it does not within the time.
package func eventually(
    within limit: Duration = .seconds(2), _ condition: () -> Bool
) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return true
}

/// The number of threads of load loops; 0 where the system does not tell.
package func loadThreads() -> Int {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return tasks.count { task in
        let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
        return name?.hasPrefix("load-") ?? false
    }
}

import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree

extension BaselineOverhead {
    /// The overhead of the generator alone on this machine: measured once per process, in well
    /// under a second, before a load with a latency budget below 20 ms.
    ///
    /// - Returns: `nil` when the system has no descriptor, port or thread for it.
    public static func measured() async -> BaselineOverhead? { await measuring.value }

    private static let measuring = Task { await measure() }

    /// A budget this short may be near the baseline overhead.
    private static let shortBudget = Duration.milliseconds(20)

    /// The overhead where one of the budgets may be near it.
    static func measured(for budgets: [Budget]) async -> BaselineOverhead? {
        let isNear = budgets.contains { budget in
            if case .value(.duration(let bound)) = budget.bound {
                bound < shortBudget
            } else {
                false
            }
        }
        return isNear ? await measured() : nil
    }

    /// The rounds measured: interference by another process in one round is not in the best of
    /// them.
    private static let rounds = ["baseline 1", "baseline 2", "baseline 3"]

    /// Sends requests of one user through the real engine to a thread that answers at once; the
    /// first ones do not count.
    private static func measure() async -> BaselineOverhead? {
        var port: UInt16 = 0
        let listener = clt_null_target_open(&port)
        guard listener >= 0 else { return nil }
        let target = Thread {
            clt_block_broken_pipe_signal()
            clt_null_target_serve(listener)
        }
        target.name = "load-null"
        target.start()
        let plan = LoadTest("baseline", target: "http://127.0.0.1:\(port)") {
            ThreadGroup(users: 1) {
                Loop(100) { HTTPGet("/") }
                for round in rounds { Loop(200) { HTTPGet("/").named(round) } }
            }
        }
        guard
            let program = try? ProgramCompiler.compile(plan, environment: [:]),
            let run = try? Run(
                program, settings: RunSettings(curl: CurlSettings(userAgent: "baseline")),
                shared: SharedState(program), console: nil)
        else { return nil }
        let snapshot = await run.outcome().snapshot
        return rounds.compactMap { round in
            guard let times = snapshot.total(of: round)?.okService, times.count > 0 else {
                return nil
            }
            return BaselineOverhead(times: times)
        }.min { $0.p99 < $1.p99 }
    }
}

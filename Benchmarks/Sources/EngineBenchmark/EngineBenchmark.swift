import BenchmarkPlans
import Dispatch
import LoadTestingCore

/// Performs the load that the environment describes, and prints the number of its requests.
///
/// Its main thread waits: valgrind does not survive an asynchronous `main`, which ends that thread.
@main struct EngineBenchmark {
    static func main() {
        let end = DispatchSemaphore(value: 0)
        Task.detached {
            let runner = LoadTestRunner(BenchmarkLoad().plan, showsProgress: false)
            do {
                print(BenchmarkLoad.line(of: try await runner.result()))
            } catch {
                fatalError("\(error)")
            }
            end.signal()
        }
        end.wait()
    }
}

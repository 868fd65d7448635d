import Foundation
import LoadTestingMacrosFree

/// The earlier run that a plan's budgets on a baseline are about: read, or recorded.
struct EarlierRun {
    private let plan: LoadTest
    private let environment: RunEnvironment

    init(_ plan: LoadTest, _ environment: RunEnvironment) {
        self.plan = plan
        self.environment = environment
    }

    /// The figures of the earlier run; this one's are recorded where the environment says so.
    ///
    /// - Parameter measured: the run; a file that can't be written is a note of it.
    func source(for measured: inout Session.Measured) -> BaselineSource {
        let machine = MachineKind.current(environment.variables)
        guard let file = BaselineFile(plan, machine: machine) else { return .missing(.noPlan) }
        guard environment.scale == 1 else { return .missing(.scaled) }
        if environment.recordsBaseline, [.complete, .stopped].contains(measured.snapshot.end) {
            do throws(OutputFile.Failure) {
                let day = DateText.utc(nanoseconds: measured.snapshot.facts.startNanoseconds)
                try file.write(
                    measured.snapshot, budgets: plan.budgets, day: String(day.prefix(10)))
                return .recorded
            } catch {
                measured.notes.append(
                    "\(file.path.printable) was not written: \(error.reason)")
            }
        }
        do throws(BaselineGap) {
            return .found(try file.read())
        } catch {
            return .missing(error)
        }
    }
}

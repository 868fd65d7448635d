import LoadTestingMacrosFree
import Synchronization

/// Variables of the environment with our prefix that do not exist, each mentioned once a process.
enum UnknownVariables {
    private static let mentioned = Mutex<Set<String>>([])

    static func mention(_ names: [String], on console: Console) {
        for name in names where mentioned.withLock({ $0.insert(name).inserted }) {
            console.write(
                line: "\(name.printable(upTo: 120)) does nothing: load tests read LOADTESTING,"
                    + " LOADTESTING_SCALE, LOADTESTING_PAUSES, LOADTESTING_DEBUG,"
                    + " LOADTESTING_OUTPUT, LOADTESTING_LIVE, LOADTESTING_PROGRESS,"
                    + " LOADTESTING_RECORD_BASELINE, LOADTESTING_TRANSPORT and LOADTESTING_WAIT")
        }
    }
}

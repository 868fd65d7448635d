import Foundation
import TestSupport

/// The program `loadtesting`, as a person runs it.
enum CommandLine {
    /// The exit code and the output of a call.
    struct Outcome {
        var code: Int32
        /// Both outputs.
        var text: String
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], in directory: String? = nil) async throws -> Outcome {
        let program = TestProducts.folder.appending(path: "loadtesting").path
        let child = try ChildProcess(program, arguments, in: directory)
        let exit = await child.exit(within: .seconds(120))
        return Outcome(
            code: exit.map { $0.isSignal ? -$0.status : $0.status } ?? .min, text: child.output)
    }
}

/// JTLs of known content.
enum MadeJTL {
    static let header =
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
        + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n"

    /// Samples at an even rate, of times around one that vary by a fifth.
    ///
    /// - Parameters:
    ///   - seconds: the length of the run.
    ///   - rate: samples a second.
    ///   - milliseconds: the mean time.
    ///   - failing: the number of samples of which one fails; 0 for none that does.
    static func run(
        seconds: Int = 20, rate: Int = 500, around milliseconds: Int, failing: Int = 0,
        seed: UInt64 = 1
    ) -> String {
        var generator = SeededGenerator(seed: seed)
        let spread = max(1, milliseconds / 5)
        return header
            + (0..<seconds * rate).map { number in
                let time = milliseconds + Int.random(in: -spread...spread, using: &generator)
                let fails = failing > 0 && number % failing == failing - 1
                return "\(1_772_366_400_000 + number * 1_000 / rate),\(time),home,"
                    + "\(fails ? 503 : 200),x,readers 1-\(number % 9),text,\(!fails),,512,128,9,9,"
                    + "http://127.0.0.1/,\(time),0,0\n"
            }.joined()
    }
}

/// A load test that can't run, found before its first request, or a server that is not available.
///
/// A check reports all problems of a plan at once. Requests that fail are no errors of this kind:
/// they are counted, see `LoadTestResult`.
public struct LoadTestError: Error, Hashable, Sendable {
    /// One problem, with the wrong value and the remedy.
    public struct Problem: Error, Hashable, Sendable {
        /// The kind of problem.
        public var code: Code
        /// The problem, with its value.
        public var message: String
        /// The remedy.
        public var remedy: String

        package init(_ code: Code, _ message: String, remedy: String) {
            self.code = code
            self.message = message
            self.remedy = remedy
        }

        /// Something that is wrong in a plan.
        package init(_ message: String, remedy: String) {
            self.init(.invalidPlan, message, remedy: remedy)
        }

        /// The same problem with its subject in front of its message.
        package func prefixed(by subject: String) -> Problem {
            Problem(code, "\(subject): \(message)", remedy: remedy)
        }
    }

    /// The name of the test; empty for a server or a network, which may serve many.
    public var test: String
    /// The name of the unavailable server; `nil` for a plan that can't run.
    public var server: String?
    /// All problems, at least one.
    public var problems: [Problem]

    package init(test: String, problems: [Problem]) {
        self.test = test
        self.problems = problems
    }

    package init(server: String, problems: [Problem]) {
        test = ""
        self.server = server
        self.problems = problems
    }

    /// The kind of the first problem.
    public var code: Code { problems.first?.code ?? .invalidPlan }
}

/// One problem, found where a plan or its environment is read.
package typealias Problem = LoadTestError.Problem

extension LoadTestError {
    /// A kind of problem; more may come in later versions.
    public struct Code: Hashable, Sendable {
        private let name: String

        private init(_ name: String) { self.name = name }

        /// Something in the plan is wrong: a count, a duration, a name, a nesting.
        public static let invalidPlan = Code("invalidPlan")
        /// The target is no URL that can be loaded.
        public static let invalidTarget = Code("invalidTarget")
        /// The target's name does not resolve.
        public static let unresolvedTarget = Code("unresolvedTarget")
        /// The target is neither local nor private, and the plan does not allow it.
        public static let targetNotAllowed = Code("targetNotAllowed")
        /// The machine lacks what the plan needs: open files, ports, memory.
        public static let insufficientResources = Code("insufficientResources")
        /// A network, a toxic or a relay has an invalid value.
        public static let invalidNetwork = Code("invalidNetwork")
        /// A relay was called after its process had ended.
        public static let relayEnded = Code("relayEnded")
        /// An environment variable of the library has an invalid value.
        public static let invalidEnvironment = Code("invalidEnvironment")
        /// A step of `SetUp` failed.
        public static let setUpFailed = Code("setUpFailed")
        /// Load tests are switched off by `LOADTESTING=off`, or the process was interrupted.
        public static let notStarted = Code("notStarted")
        /// A server can't be launched: no such program or directory, a taken port, an early end.
        public static let serverNotStarted = Code("serverNotStarted")
        /// A launched server was not ready in time.
        public static let serverNotReady = Code("serverNotReady")
        /// There is no server of that process, on that port, or in the current test.
        public static let serverNotFound = Code("serverNotFound")
    }
}

extension LoadTestError.Code: CustomStringConvertible {
    /// The text for messages and reports.
    public var description: String { name }
}

extension LoadTestError: CustomStringConvertible {
    /// Every problem with its remedy, a line each.
    public var description: String {
        let lines = problems.map { "\($0.message): \($0.remedy)" }
        guard server != nil || !test.isEmpty else { return lines.joined(separator: "\n") }
        let subject = server.map { "server \"\($0)\"" } ?? "load test \"\(test.printable)\""
        return lines.count == 1
            ? "\(subject): \(lines[0])"
            : "\(subject) has \(lines.count) problems:\n"
                + lines.map { "  - \($0)" }.joined(separator: "\n")
    }
}

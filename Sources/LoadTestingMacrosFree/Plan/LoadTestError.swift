/// Why a load test can't run, found before its first request.
///
/// A check reports all problems of a plan at once. Requests that fail are no errors of this kind:
/// they are counted, see `LoadTestResult`.
public struct LoadTestError: Error, Hashable, Sendable {
    /// One thing that is wrong: what, with which value, and what helps.
    public struct Problem: Hashable, Sendable {
        /// What kind of problem it is.
        public var code: Code
        /// What is wrong, with the value.
        public var message: String
        /// What helps.
        public var remedy: String

        package init(_ code: Code, _ message: String, remedy: String) {
            self.code = code
            self.message = message
            self.remedy = remedy
        }
    }

    /// The name of the test; empty for what was found outside of one.
    public var test: String
    /// All problems, at least one.
    public var problems: [Problem]

    package init(test: String, problems: [Problem]) {
        self.test = test
        self.problems = problems
    }

    /// What kind of problem the first one is.
    public var code: Code { problems.first?.code ?? .invalidPlan }
}

extension LoadTestError {
    /// What kind of problem it is; more may come in later versions.
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
        /// A network, a toxic or a relay has a value that means nothing.
        public static let invalidNetwork = Code("invalidNetwork")
        /// A relay was told something after its process had ended.
        public static let relayEnded = Code("relayEnded")
        /// An environment variable of the library has a value that means nothing.
        public static let invalidEnvironment = Code("invalidEnvironment")
        /// A step of `SetUp` failed.
        public static let setUpFailed = Code("setUpFailed")
        /// Load tests are switched off by `LOADTESTING=off`, or the process was interrupted.
        public static let notStarted = Code("notStarted")
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
        guard !test.isEmpty else { return lines.joined(separator: "\n") }
        return lines.count == 1
            ? "load test \"\(test.printable)\": \(lines[0])"
            : "load test \"\(test.printable)\" has \(lines.count) problems:\n"
                + lines.map { "  - \($0)" }.joined(separator: "\n")
    }
}

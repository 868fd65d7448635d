import LoadTestingCore
public import Testing

/// The issues and limits of Swift Testing.
///
/// With `ServerTrait.swift` and `XCTest.swift` one of the files that use a test framework.
enum SwiftTestingIssues {
    /// Whether the current task runs a test of Swift Testing.
    static var isInsideTest: Bool { Test.current != nil }

    /// The time limit of the current test.
    static var timeLimit: Duration? { Test.current?.timeLimit }

    static func record(_ message: String, at place: CodeLocation) {
        Issue.record(Comment(rawValue: message), sourceLocation: SourceLocation(place))
    }

    static func attach(_ bytes: [UInt8], named name: String, at place: CodeLocation) {
        guard isInsideTest else { return }
        Attachment.record(bytes, named: name, sourceLocation: SourceLocation(place))
    }

    /// Whether attachments are written to a folder, so that large ones are worth making.
    static let keepsAttachments = CommandLine.arguments.contains {
        $0 == "--attachments-path" || $0.hasPrefix("--attachments-path=")
    }

    static func skip(_ reason: String) throws -> Never {
        try Test.cancel(Comment(rawValue: reason))
    }
}

extension SourceLocation {
    fileprivate init(_ place: CodeLocation) {
        self.init(
            fileID: place.fileID, filePath: place.filePath, line: place.line,
            column: place.column)
    }
}

/// Marks load tests: one at a time, and switched by the environment variable `LOADTESTING`.
///
/// A test waits for others before its time limit begins. The tests of a suite with the trait are
/// started one after the other, so that their times include no waiting for each other either.
///
/// ```swift
/// @Suite(.loadTest, .tags(.loadTest)) struct CheckoutLoad { … }
/// @Test(.loadTest(.onlyWhenOn)) func aMillionRequests() async throws { … }
/// ```
public struct LoadTestTrait: TestTrait, SuiteTrait, TestScoping {
    /// The condition under which tests with the trait run.
    @nonexhaustive public enum Condition: Sendable {
        /// Always, but not with `LOADTESTING=off`.
        case unlessOff
        /// With `LOADTESTING=on` only: for long tests that CI runs at night.
        case onlyWhenOn
    }

    /// The condition under which the tests run.
    public let condition: Condition

    /// Tests of a suite have the trait, too.
    public var isRecursive: Bool { true }

    /// The scope of a suite, or of all cases of a test: time limits begin inside it.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? self : nil
    }

    /// Runs a test when the environment allows it, after all other load tests.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        if let reason = try reasonToSkip(test) {
            // Each test of a suite is skipped itself.
            guard test.isSuite else { try SwiftTestingIssues.skip(reason) }
            return try await function()
        }
        try await oneAtATime {
            // Of a suite its tests, of a test its cases.
            try await ParallelizationTrait.serialized.provideScope(for: test, testCase: nil) {
                guard !test.isSuite else { return try await function() }
                let claim = ExclusiveLease.Claim(
                    test: test.displayName ?? test.name,
                    longestWait: try RunEnvironment(test: test.name).longestWait)
                try await ExclusiveLease.shared.reserve(for: claim, function)
            }
        }
    }

    private func oneAtATime(_ body: @Sendable () async throws -> Void) async throws {
        guard !Self.isInside else { return try await body() }
        try await Self.gate.hold {
            try await Self.$isInside.withValue(true, operation: body)
        }
    }

    /// The reason that a test with the trait does not run; `nil` when it does.
    func reasonToSkip(_ test: Test) throws -> String? {
        let environment = try RunEnvironment(test: test.name)
        guard environment.isOff || (condition == .onlyWhenOn && !environment.isOn) else {
            return nil
        }
        return condition == .onlyWhenOn
            ? "runs with LOADTESTING=on only" : "load tests are switched off: LOADTESTING=off"
    }

    /// Lets one test or suite with the trait through at a time.
    private static let gate = AsyncGate()
    /// Suite and test may both have the trait; the gate must be passed once.
    @TaskLocal private static var isInside = false
}

extension Trait where Self == LoadTestTrait {
    /// A load test: one at a time, skipped with `LOADTESTING=off`.
    public static var loadTest: Self { Self(condition: .unlessOff) }

    /// A load test that runs under a condition.
    public static func loadTest(_ condition: LoadTestTrait.Condition) -> Self {
        Self(condition: condition)
    }
}

extension Tag {
    /// For `.tags(.loadTest)` and `swift test --filter`: a trait can't bring its own tag.
    @Tag public static var loadTest: Self
}

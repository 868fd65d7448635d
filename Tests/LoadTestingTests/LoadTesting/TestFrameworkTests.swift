import Testing

@testable import LoadTesting

@Suite struct TestFrameworkTests {
    @Test func thisIsSwiftTesting() {
        #expect(TestFramework.current == .swiftTesting)
    }

    /// A detached task has no test, and the arguments of the process decide.
    @Test func detachedTaskFindsTheFrameworkOfItsProcess() async {
        let found = await Task.detached { TestFramework.current }.value
        #expect(found == .swiftTesting)
    }

    @Test(
        arguments: [
            (["/b/PackageTests.xctest", "--testing-library", "swift-testing"], [:], .swiftTesting),
            (["/b/PackageTests.xctest", "--testing-library", "xctest"], [:], .xcTest),
            (["/b/PackageTests.xctest", "--testing-library=swift-testing"], [:], .swiftTesting),
            (["/b/PackageTests.xctest"], [:], .xcTest),
            (["/b/PackageTests.xctest", "Module.Case/test"], [:], .xcTest),
            (["/b/PackageTests.xctest", "--testing-library"], [:], .xcTest),
            (["/usr/bin/xctest"], ["XCTestConfigurationFilePath": "/tmp/x"], .xcTest),
            (["/usr/bin/xctest"], ["XCTestBundlePath": "/tmp/x.xctest"], .xcTest),
            (["/usr/bin/xctest"], ["XCTestSessionIdentifier": "1"], .xcTest),
            (
                ["/b/swiftpm-testing-helper", "--testing-library", "swift-testing"], [:],
                .swiftTesting
            ),
            (["/b/server"], [:], .none),
            (["/b/server", "--port", "80"], ["PATH": "/bin"], .none),
            ([], [:], .none),
        ] as [([String], [String: String], TestFramework)])
    func processIsKnownByTheWayItWasStarted(
        _ arguments: [String], _ environment: [String: String], _ framework: TestFramework
    ) {
        #expect(
            TestFramework.ofProcess(arguments: arguments, environment: environment) == framework)
    }
}

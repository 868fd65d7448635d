// swift-tools-version: 6.3
import PackageDescription

/// The language posture of every Swift target: Swift 6 mode and the upcoming features that keep
/// a library's face small.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The rooms of the core, by the module that tests them.
let coreTests = [
    "Data", "Import", "Measurement", "Metrics", "Program", "Report", "Schedule", "Statistics",
    "Support", "Verdict",
]
let engineTests = ["Engine", "Exchange", "Flow", "Scenario"]
let runTests = ["Run", "Server"]
/// The scripts of the browser that opens reports in tests.
let browserScripts = [
    "Report/HTML/Probe.js", "Report/HTML/Unscripted.js", "Report/HTML/Watch.js",
    "Report/Live/Growth.js",
]

let package = Package(
    name: "LoadTesting",
    platforms: [.macOS(.v15)],
    products: [
        // A load test as a test: what test targets depend on.
        .library(name: "LoadTesting", targets: ["LoadTesting"]),
        // The same engine without a test framework: for executables, also statically linked ones.
        .library(name: "LoadTestingCore", targets: ["LoadTestingCore"]),
    ],
    dependencies: [
        // Both serve tests and examples only; no product depends on them, so nobody else resolves
        // them. NIO carries the embedded server that the examples load.
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
        // The oracle that our own histogram is held against.
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift.git", from: "0.1.0"),
    ],
    targets: [
        // What a person writes: plans and expectations as plain values. Imports nothing.
        .target(name: "LoadTestingMacrosFree", swiftSettings: settings),
        // C about the process and its system: clocks, limits, signals, sockets, the processes of a
        // server and their supervisor. Links nothing.
        .target(name: "CLoadTestingSystem"),
        // C: the relay behind which a server's network is slow, lossy or broken.
        .target(name: "CLoadTestingRelay", dependencies: ["CLoadTestingSystem"]),
        // C on the way of a request: libcurl behind typed wrappers, poller, histogram. Links
        // libcurl, and zlib, since libcurl's own decoding takes no gzip of several members and no
        // raw body beside it.
        .target(
            name: "CLoadTesting", dependencies: ["CLoadTestingSystem"],
            linkerSettings: [.linkedLibrary("curl"), .linkedLibrary("z")]),
        // What runs a plan and measures it, usable from any executable.
        .target(
            name: "LoadTestingCore",
            dependencies: [
                "LoadTestingMacrosFree", "CLoadTesting", "CLoadTestingSystem", "CLoadTestingRelay",
            ],
            swiftSettings: settings),
        // A load test as a test: records missed budgets in Swift Testing and in XCTest.
        .target(name: "LoadTesting", dependencies: ["LoadTestingCore"], swiftSettings: settings),

        // The founding example's server, so that nothing but libcurl has to be installed.
        .executableTarget(
            name: "ExampleServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], swiftSettings: settings),
        // Servers for our own tests, in their process: a scripted raw-socket server, and one that
        // answers exactly when a queue's formula says.
        .target(
            name: "TestServers", dependencies: ["CLoadTesting", "CLoadTestingSystem"],
            path: "Tests/TestServers",
            swiftSettings: settings),
        // What several modules of tests use, such as the suite of all that send requests.
        .target(
            name: "TestSupport", dependencies: ["LoadTesting"], path: "Tests/TestSupport",
            swiftSettings: settings),
        // The tests mirror the sources path by path. Those of the core are three modules, so that
        // they compile side by side.
        .testTarget(
            name: "CLoadTestingTests",
            dependencies: [
                "LoadTesting", "TestServers", "TestSupport", "CLoadTesting", "CLoadTestingSystem",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "LoadTestingMacrosFreeTests", dependencies: ["LoadTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LoadTestingCoreTests",
            dependencies: [
                "LoadTesting", "TestServers", "TestSupport", "CLoadTesting", "CLoadTestingSystem",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            exclude: engineTests + runTests + browserScripts, swiftSettings: settings),
        .testTarget(
            name: "LoadTestingEngineTests",
            dependencies: [
                "LoadTesting", "TestServers", "TestSupport", "ExampleServer", "CLoadTesting",
                "CLoadTestingSystem",
            ],
            path: "Tests/LoadTestingCoreTests", exclude: coreTests + runTests,
            swiftSettings: settings),
        .testTarget(
            name: "LoadTestingRunTests",
            dependencies: [
                "LoadTesting", "TestServers", "TestSupport", "ExampleServer", "CLoadTesting",
                "CLoadTestingSystem",
            ],
            path: "Tests/LoadTestingCoreTests", exclude: coreTests + engineTests,
            swiftSettings: settings),
        // The face, and what holds for the package: its architecture, and what the compiler says.
        .testTarget(
            name: "LoadTestingTests",
            dependencies: [
                "LoadTesting", "TestServers", "TestSupport", "ExampleServer", "CLoadTesting",
                "CLoadTestingSystem",
            ],
            exclude: ["Consumers"], swiftSettings: settings),
        // What is measured against what is known: runs alone, by Scripts/truth.
        .testTarget(
            name: "TruthTests",
            dependencies: ["LoadTesting", "TestServers", "TestSupport", "ExampleServer"],
            swiftSettings: settings),
        .testTarget(
            name: "ExampleLoadTests", dependencies: ["LoadTesting", "ExampleServer"],
            swiftSettings: settings),
    ]
)

// The command line for what runs leave behind: report, compare, merge, check. SwiftPM makes everyone
// resolve the dependencies of all products, used or not, so that it is there only where it is asked
// for, as `Scripts/loadtesting` does.
if Context.environment["BUILD_LOADTESTING_COMMAND"] != nil {
    package.products.append(.executable(name: "loadtesting", targets: ["LoadTestingCommand"]))
    // Options, help and exit codes of the command line.
    package.dependencies.append(
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.3.0"))
    package.targets += [
        // Its name and folder differ from the library's by more than case, since a macOS volume
        // tells no cases apart.
        .executableTarget(
            name: "LoadTestingCommand",
            dependencies: [
                "LoadTestingCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        // Run as a program.
        .testTarget(
            name: "LoadTestingCommandTests",
            dependencies: [
                "LoadTestingCommand", "LoadTestingCore", "TestServers", "TestSupport",
            ],
            swiftSettings: settings),
    ]
}

// What an optimizer can break is tested in a release build, too. CI leaves out of it the modules of
// tests that are the same in both builds, a third of all that is to be compiled, and lets the
// optimizer work at the library alone: at the tests it would work for as long again. The server
// that one of them launches is that of the debug build, so that NIO is not optimized for it.
if Context.environment["RELEASE_TESTS_ONLY"] != nil {
    let others = [
        "LoadTestingMacrosFreeTests", "LoadTestingRunTests", "LoadTestingTests",
        "LoadTestingCommandTests", "TruthTests", "ExampleLoadTests", "ExampleServer",
    ]
    package.targets.removeAll { others.contains($0.name) }
    for target in package.targets where target.type == .test {
        target.swiftSettings = settings + [.unsafeFlags(["-Onone"])]
        target.dependencies.removeAll {
            if case .byNameItem(name: "ExampleServer", _) = $0 { true } else { false }
        }
    }
}

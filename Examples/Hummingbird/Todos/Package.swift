// swift-tools-version: 6.3
import PackageDescription

// Not in Examples/Hummingbird itself: a package may not have the folder name of one that it uses.
let package = Package(
    name: "Todos",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        // Reads --port; Hummingbird depends on it anyway.
        .package(
            url: "https://github.com/apple/swift-configuration.git", from: "1.4.0",
            traits: ["CommandLineArguments"]),
        // Ends the application that runs in a test's own process.
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
        // In a package of your own: .package(url: …, from: …)
        .package(name: "LoadTesting", path: "../../.."),
    ],
    targets: [
        .target(
            name: "AppCore", dependencies: [.product(name: "Hummingbird", package: "hummingbird")]),
        .executableTarget(
            name: "App",
            dependencies: [
                "AppCore",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(
            name: "AppLoadTests",
            dependencies: [
                // So that the program is built before the tests launch it.
                "App",
                "AppCore",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "LoadTesting", package: "LoadTesting"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
    ]
)

// swift-tools-version: 6.2
import PackageDescription

/// Dependents of LoadTesting from outside; built and run by `ConsumerTests` of the package.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LoadTesting", path: "../../..")],
    targets: [
        .executableTarget(
            name: "Tool",
            dependencies: [.product(name: "LoadTestingCore", package: "LoadTesting")]),
        .executableTarget(
            name: "Outside", dependencies: [.product(name: "LoadTesting", package: "LoadTesting")]),
        .testTarget(
            name: "ConsumerTests",
            dependencies: [
                .product(name: "LoadTesting", package: "LoadTesting"),
                .product(name: "LoadTestingCore", package: "LoadTesting"),
            ]),
    ]
)

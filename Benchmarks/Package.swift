// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LoadTesting", path: "..")],
    targets: [
        .executableTarget(
            name: "EngineBenchmark",
            dependencies: [.product(name: "LoadTestingCore", package: "LoadTesting")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)

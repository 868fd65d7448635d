// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LoadTesting", path: "..")],
    targets: [
        .target(
            name: "BenchmarkPlans",
            dependencies: [.product(name: "LoadTestingCore", package: "LoadTesting")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "EngineBenchmark",
            dependencies: ["BenchmarkPlans"],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "CurlLoop",
            linkerSettings: [.linkedLibrary("curl")]),
        .testTarget(
            name: "EngineBenchmarkTests",
            dependencies: [
                "BenchmarkPlans", .product(name: "LoadTesting", package: "LoadTesting"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)

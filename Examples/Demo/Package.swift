// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "Demo",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
        // In a package of your own: .package(url: …, from: …)
        .package(name: "LoadTesting", path: "../.."),
    ],
    targets: [
        // A link to the sources that the library's own tests load. A product of the library would
        // make everyone who uses it resolve NIO, even without naming it.
        .executableTarget(
            name: "ExampleServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                // So that the program is built before the test launches it.
                "ExampleServer",
                .product(name: "LoadTesting", package: "LoadTesting"),
            ]),
    ]
)

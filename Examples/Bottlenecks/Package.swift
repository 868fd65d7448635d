// swift-tools-version: 6.3
import PackageDescription

// Crippled servers in Swift, beside those of server.py. They need no package of others.
let package = Package(
    name: "BottleneckServer",
    platforms: [.macOS(.v15)],
    targets: [.executableTarget(name: "BottleneckServer")]
)

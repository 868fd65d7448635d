package import Foundation

/// The folder that the test product was built into.
package enum TestProducts {
    /// The folder with links in it resolved.
    package static let folder: URL = {
        let executable = ProcessInfo.processInfo.arguments[0]
        let bundles = [executable] + Bundle.allBundles.map(\.bundlePath)
        guard let bundle = bundles.first(where: { $0.hasSuffix(".xctest") }) else {
            preconditionFailure("no .xctest among \(bundles)")
        }
        return URL(filePath: bundle).resolvingSymlinksInPath().deletingLastPathComponent()
    }()
}

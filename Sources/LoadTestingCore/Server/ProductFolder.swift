import Foundation
import LoadTestingMacrosFree

/// The folder where the build puts the executables of the package whose tests run.
enum ProductFolder {
    /// The path of an executable of the package.
    ///
    /// - Throws: `LoadTestError` with the path searched when there is none.
    static func executable(_ name: String) throws(LoadTestError) -> String {
        let path = folder.appendingPathComponent(name).path
        let isName = !name.isEmpty && !name.contains("/")
        if isName, FileManager.default.isExecutableFile(atPath: path) { return path }
        throw LoadTestError(
            server: name.printable, .serverNotStarted, "there is no executable \(path)",
            remedy: isName
                ? "make the test target depend on the executable target \"\(name.printable)\", "
                    + "so that it is built" : "state the name of an executable of the package")
    }
}

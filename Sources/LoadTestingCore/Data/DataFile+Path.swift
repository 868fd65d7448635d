import Foundation
import LoadTestingMacrosFree

extension DataFile {
    /// The path of a file that a plan names.
    ///
    /// - Parameters:
    ///   - path: Absolute, or relative to the current directory or to the source file's.
    ///   - sourceFile: The `#filePath` of the code that names the file.
    ///   - directory: The current directory.
    /// - Throws: `Problem` with all places searched.
    package static func path(
        of path: String, beside sourceFile: String,
        in directory: String = FileManager.default.currentDirectoryPath
    ) throws(Problem) -> String {
        let places = places(of: path, beside: sourceFile, in: directory)
        guard let place = places.first(where: isFile) else {
            let list = places.map(\.printable).joined(separator: " and ")
            throw Problem(
                "there is no file \(path.quoted), looked for \(list)",
                remedy: "put it beside the source file that names it, or give its absolute path")
        }
        return place
    }

    private static func places(
        of path: String, beside sourceFile: String, in directory: String
    ) -> [String] {
        if path.hasPrefix("/") { return [path] }
        let source = URL(filePath: sourceFile).deletingLastPathComponent()
        let folders = [URL(filePath: directory, directoryHint: .isDirectory), source]
        var places: [String] = []
        for folder in folders {
            let place = folder.appending(path: path).standardizedFileURL.path(percentEncoded: false)
            if !places.contains(place) { places.append(place) }
        }
        return places
    }

    private static func isFile(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && !isDirectory.boolValue
    }
}

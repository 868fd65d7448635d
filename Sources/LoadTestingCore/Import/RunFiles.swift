import Foundation
package import LoadTestingMacrosFree

/// Finds and reads what runs left behind: JTL files, stored results, and folders of results.
package enum RunFiles {
    /// One run of several files: the parts of a JTL, or the results of shards.
    ///
    /// - Parameters:
    ///   - paths: at least one; a folder is all results in it and below.
    ///   - budgets: to be judged; `nil` leaves the findings of a stored result as they are.
    /// - Throws: `Problem` for a file that can't be read or used, with its remedy.
    package static func run(
        of paths: [String], budgets: [Budget]? = nil
    ) throws(Problem) -> LoadTestResult {
        let files = try files(in: paths)
        var stored: [String] = []
        for path in files where try isJSON(path) { stored.append(path) }
        if stored.isEmpty { return try ImportedRun(files).result(budgets: budgets ?? []) }
        guard stored.count == files.count else {
            let other = files.first { !stored.contains($0) } ?? ""
            throw Problem(
                "\(stored[0].printable) is JSON and \(other.printable) is not: they are no parts"
                    + " of one run",
                remedy: "name files of one kind")
        }
        var results: [LoadTestResult] = []
        for path in stored {
            results.append(try StoredResult.read(bytes(path), of: path.printable))
        }
        if results.count == 1, budgets == nil { return results[0] }
        if let budgets, results.count == 1 { return results[0].judged(by: budgets) }
        return try LoadTestResult.merging(results, named: stored, budgets: budgets)
    }

    /// The files of paths, and of folders among them, in the order of their names.
    ///
    /// - Throws: `Problem` for a folder that holds no result.
    private static func files(in paths: [String]) throws(Problem) -> [String] {
        var files: [String] = []
        for path in paths {
            guard isFolder(path) else {
                files.append(path)
                continue
            }
            let results = try results(in: path)
            guard !results.isEmpty else {
                throw Problem(
                    "\(path.printable) holds no stored result",
                    remedy: "name a folder with files that ResultFile(…) wrote, or a file")
            }
            files += results
        }
        return files
    }

    private static func results(in folder: String) throws(Problem) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        var found: [String] = []
        for name in (names ?? []).sorted() where name.hasSuffix(".json") {
            let path = "\(folder)/\(name)"
            if !isFolder(path), StoredResult.isOne(try bytes(path)) { found.append(path) }
        }
        return found
    }

    package static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Whether the first byte that is no blank opens an object.
    package static func isJSON(_ path: String) throws(Problem) -> Bool {
        var buffer = try JTLBuffer(path)
        _ = try buffer.fill()
        let start = UnsafeBufferPointer(start: buffer.base, count: buffer.unused.count)
        return start.prefix(1_024).first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }

    /// The whole contents of a file.
    package static func bytes(_ path: String) throws(Problem) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Problem(
                "\(path.printable) can't be read: \(error.localizedDescription)",
                remedy: "name a file that exists and may be read")
        }
    }
}

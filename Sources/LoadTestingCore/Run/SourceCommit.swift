import Foundation

/// The commit of the source code that was run, found without starting git.
enum SourceCommit {
    /// The variables in which CI systems name it.
    private static let variables = ["GITHUB_SHA", "CI_COMMIT_SHA"]

    /// The commit that the environment names, or that of the repository around a folder.
    ///
    /// - Parameters:
    ///   - environment: the variables.
    ///   - folder: a path. Default: the working directory.
    /// - Returns: 40 or 64 hexadecimal digits; `nil` outside of a repository.
    static func current(
        _ environment: [String: String],
        in folder: String = FileManager.default.currentDirectoryPath
    ) -> String? {
        for name in variables {
            if let found = environment[name].flatMap(checked) { return found }
        }
        var place = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        for _ in 0..<64 {
            let entry = place.appending(path: ".git")
            if FileManager.default.fileExists(atPath: entry.path) { return head(of: entry) }
            guard place.path != "/" else { return nil }
            place.deleteLastPathComponent()
        }
        return nil
    }

    /// The commit of a repository's head: named there, or by the branch that it names.
    private static func head(of entry: URL) -> String? {
        let folder = repository(entry)
        guard let head = text(folder.appending(path: "HEAD")) else { return nil }
        guard head.hasPrefix("ref: ") else { return checked(head) }
        let branch = String(head.dropFirst(5))
        guard branch.hasPrefix("refs/"), !branch.contains("..") else { return nil }
        // A work tree of its own has its head, and shares the branches.
        let shared = text(folder.appending(path: "commondir")).map { URL(filePath: $0, in: folder) }
        for place in [folder, shared].compactMap(\.self) {
            if let found = text(place.appending(path: branch)).flatMap(checked) { return found }
            if let found = packed(branch, in: place) { return found }
        }
        return nil
    }

    /// The folder `.git`, or the one that a file of this name leads to.
    private static func repository(_ entry: URL) -> URL {
        guard let line = text(entry), line.hasPrefix("gitdir: ") else { return entry }
        return URL(filePath: String(line.dropFirst(8)), in: entry.deletingLastPathComponent())
    }

    private static func packed(_ branch: String, in folder: URL) -> String? {
        let lines = text(folder.appending(path: "packed-refs"), upTo: 16 << 20)?
            .split(separator: "\n")
        return lines?.first { $0.hasSuffix(" \(branch)") }
            .flatMap { checked(String($0.prefix { $0 != " " })) }
    }

    private static func text(_ file: URL, upTo limit: Int = 4_096) -> String? {
        guard let handle = try? FileHandle(forReadingFrom: file),
            let data = try? handle.read(upToCount: limit)
        else { return nil }
        return String(decoding: data, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func checked(_ text: String) -> String? {
        [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit) ? text : nil
    }
}

extension URL {
    /// A path as git writes it, absolute or relative to a folder.
    fileprivate init(filePath: String, in folder: URL) {
        self =
            filePath.hasPrefix("/")
            ? URL(fileURLWithPath: filePath) : folder.appending(path: filePath)
    }
}

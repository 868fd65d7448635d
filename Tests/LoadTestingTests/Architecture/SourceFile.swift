import Foundation

/// A Swift file of the package, with the parts that the architecture's rules inspect.
struct SourceFile: Sendable {
    /// From the package's root, such as `Sources/LoadTestingCore/Run/Run.swift`.
    var path: String
    var lines: [Substring]
    /// The lines without comments and the contents of strings; what is interpolated stays.
    var code: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        code = CodeScanner.code(of: text).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Module and folders, such as `LoadTestingCore/Engine/Curl`.
    var folder: String {
        path.split(separator: "/").dropFirst().dropLast().joined(separator: "/")
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The modules that the file imports.
    var imports: [String] {
        code.lazy.filter { $0.contains("import ") }.compactMap {
            let words = $0.split(separator: " ").drop { $0 != "import" }.dropFirst()
            return words.last?.split(separator: ".").first.map(String.init)
        }
    }

    /// Types declared at the top level, but for private ones; in a file of one platform that is
    /// within its `#if`.
    var types: [String] {
        let margin = code.first?.hasPrefix("#if ") == true ? 4 : 0
        return code.compactMap { line in
            guard line.prefix(margin).allSatisfy(\.isWhitespace),
                line.dropFirst(margin).first?.isWhitespace == false
            else { return nil }
            let words = Self.declaration(of: line)
            guard words.allSatisfy({ !["import", "private", "fileprivate"].contains($0) }),
                let kind = words.firstIndex(where: Self.typeKinds.contains), kind + 1 < words.count
            else { return nil }
            return words[kind + 1]
        }
    }

    static let typeKinds: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "actor",
    ]

    /// The words of a declaration up to its name, without attributes in front of it.
    static func declaration(of line: Substring) -> [String] {
        var rest = line.drop(while: \.isWhitespace)
        while rest.first == "@" {
            rest = rest.drop { $0.isLetter || $0.isNumber || "@_".contains($0) }
            if rest.first == "(" {
                var depth = 0
                rest = rest.drop {
                    depth += $0 == "(" ? 1 : $0 == ")" ? -1 : 0
                    return depth > 0
                }.dropFirst()
            }
            rest = rest.drop(while: \.isWhitespace)
        }
        return rest.split(separator: " ").map {
            String($0.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
    }

    /// Members that extensions add, with the type that is extended, but for private ones.
    var extensionMembers: [(type: String, name: String)] {
        var extended: String?
        return code.compactMap { line in
            let words = Self.declaration(of: line)
            if line.first?.isWhitespace == false {
                let index = words.firstIndex(of: "extension")
                let isOpen = words.allSatisfy { !["private", "fileprivate"].contains($0) }
                extended = index.flatMap { isOpen ? words.dropFirst($0 + 1).first : nil }
                return nil
            }
            guard let type = extended, line.prefix(5).drop(while: { $0 == " " }).count == 1,
                words.allSatisfy({ !["private", "fileprivate"].contains($0) }),
                let name = Self.declaredName(in: words)
            else { return nil }
            return (type: type, name: name)
        }
    }

    /// The names of all declarations, members included.
    var declaredNames: Set<String> {
        Set(code.compactMap { Self.declaredName(in: Self.declaration(of: $0)) })
    }

    private static func declaredName(in words: [String]) -> String? {
        let kinds = typeKinds.union(["func", "var", "let", "case"])
        guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count,
            !words[kind + 1].isEmpty
        else { return nil }
        return words[kind + 1]
    }

    /// Names that are used: of types (`Beta`), of types in types (`Beta.Inner`), and of members
    /// with a small letter at their beginning (`.count`).
    var namesUsed: Set<String> {
        var names: Set<String> = []
        for line in code {
            var (word, before, type) = ([UInt8](), UInt8(ascii: " "), "")
            var isMember = false
            for byte in line.utf8 + [UInt8(ascii: " ")] {
                if SourceFile.isPartOfWord(byte) {
                    if word.isEmpty { isMember = before == UInt8(ascii: ".") }
                    word.append(byte)
                } else if let first = word.first {
                    let name = String(decoding: word, as: UTF8.self)
                    let isType = (0x41...0x5a).contains(first)
                    if isType, !isMember {
                        names.insert(name)
                    } else if isType, !type.isEmpty {
                        names.insert("\(type).\(name)")
                    } else if isMember {
                        names.insert(".\(name)")
                    }
                    type = isType && !isMember ? name : ""
                    word = []
                }
                if byte != UInt8(ascii: "."), !SourceFile.isPartOfWord(byte) { type = "" }
                before = byte
            }
        }
        return names
    }

    /// Names of our own C.
    var symbolsUsed: Set<String> {
        Set(
            code.lazy.filter { line in SourceFile.prefixes.contains { line.contains($0) } }
                .flatMap { line in
                    line.utf8.split { !SourceFile.isPartOfWord($0) }.map { String($0) ?? "" }
                }.filter { word in SourceFile.prefixes.contains { word.hasPrefix($0) } })
    }

    /// The prefixes of C's names: ours, and libcurl's.
    private static let prefixes = ["clt_", "CLT_", "curl_", "CURL"]

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
    }
}

extension SourceFile {
    /// The library's sources.
    static let library = all(
        below: "Sources/LoadTestingMacrosFree", "Sources/LoadTestingCore", "Sources/LoadTesting")

    /// All sources and tests.
    static let everything = all(below: "Sources", "Tests")

    /// All Swift files below these folders of the package, found from this file.
    private static func all(below folders: String...) -> [SourceFile] {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
        return folders.flatMap { folder in
            let paths = FileManager.default.subpaths(atPath: root.appending(path: folder).path)
            return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap {
                let path = "\(folder)/\($0)"
                let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
                return text.map { SourceFile(path: path, text: $0) }
            }
        }
    }
}

/// Sizes and words that hold for every Swift file.
enum StyleRules {
    /// Files that are longer than a reader takes in.
    static func longFiles(in files: [SourceFile]) -> [String] {
        files.filter { $0.lines.count > 401 }.map(\.path)
    }

    /// Lines of more than 100 columns, but for those of texts in three quotes.
    static func longLines(in file: SourceFile) -> [String] {
        guard file.code.count == file.lines.count else { return ["\(file.path): lines were lost"] }
        return file.lines.indices.filter {
            let line = file.lines[$0]
            guard line.utf8.count > 100, line.count > 100 else { return false }
            // Of a line of such a text only what is interpolated is code; other texts leave quotes.
            let code = file.code[$0]
            return code.count > 100 || code.contains("\"") || line.contains("//")
        }.map { "\(file.path):\($0 + 1)" }
    }

    /// Functions of more than 70 lines.
    static func longFunctions(in file: SourceFile) -> [String] {
        file.code.indices.compactMap { index in
            guard let name = functionName(in: file.code[index]),
                let lines = bodyLines(of: file.code[index...]), lines > 70
            else { return nil }
            return "\(file.path): \(name) has \(lines) lines"
        }
    }

    private static func functionName(in line: Substring) -> String? {
        let words = SourceFile.declaration(of: line)
        if let function = words.firstIndex(of: "func") {
            return function + 1 < words.count ? words[function + 1] : "func"
        }
        return words.first { $0 == "init" || $0 == "deinit" }
    }

    /// The number of lines to the end of the body; `nil` for a declaration without one.
    private static func bodyLines(of lines: ArraySlice<Substring>) -> Int? {
        var (braces, parentheses) = (0, 0)
        for (number, line) in zip(1..., lines) {
            for byte in line.utf8 {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0: braces += 1
                case UInt8(ascii: "}") where parentheses == 0:
                    braces -= 1
                    if braces <= 0 { return braces == 0 ? number : nil }
                default: break
                }
            }
            // Eight lines without a body: a protocol's requirement.
            if braces == 0, parentheses == 0, number > 8 { return nil }
        }
        return nil
    }

    /// Texts that never stand in the library's sources.
    static func forbiddenWords(in file: SourceFile) -> [String] {
        ["try!", "fatalError", "FIXME"].filter { word in file.code.contains { $0.contains(word) } }
            .map { "\(file.path): \($0)" }
    }

    /// Unchecked promises to the compiler without a reason in a comment at most six lines above or
    /// one below.
    static func unreasoned(in file: SourceFile) -> [String] {
        file.code.indices.filter { index in
            guard promises.contains(where: { file.code[index].contains($0) }) else { return false }
            let near = file.lines[max(0, index - 6)...min(index + 1, file.lines.count - 1)]
            return !near.contains { line in
                line.contains("//") && reasons.contains { line.contains($0) }
            }
        }.map { "\(file.path):\($0 + 1)" }
    }

    private static let promises = ["@unchecked Sendable", "nonisolated(unsafe)"]

    /// Words that a reason is made of.
    private static let reasons = [
        "since", "because", "hence", "belongs to", "guarantees", "relies on", "captures",
    ]
}

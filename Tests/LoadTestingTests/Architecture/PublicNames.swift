/// The public names of the library, read from its sources.
enum PublicNames {
    private static let kinds = SourceFile.typeKinds.union(["func", "let", "var"])

    /// Types, functions and values declared at the top level.
    static func topLevel(in files: [SourceFile]) -> Set<String> {
        names(in: files, of: kinds) { $0.first?.isWhitespace == false }
    }

    /// The base names of public methods.
    static func methods(in files: [SourceFile]) -> Set<String> {
        names(in: files, of: ["func"]) { _ in true }
    }

    private static func names(
        in files: [SourceFile], of kinds: Set<String>, where isWanted: (Substring) -> Bool
    ) -> Set<String> {
        var names: Set<String> = []
        for line in files.flatMap(\.code) where line.contains("public ") && isWanted(line) {
            let words = SourceFile.declaration(of: line)
            guard words.contains("public"), let kind = words.firstIndex(where: kinds.contains),
                kind + 1 < words.count
            else { continue }
            names.insert(words[kind + 1])
        }
        return names
    }

    /// Names that another module has, too.
    static func clashes(of names: Set<String>, with modules: [String: String]) -> [String] {
        modules.sorted { $0.key < $1.key }.flatMap { module, list in
            names.intersection(list.split { $0 == " " || $0 == "\n" }.map(String.init))
                .sorted().map { "\($0) is a name of \(module)" }
        }
    }
}

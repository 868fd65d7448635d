/// The public enums of the library, read from its sources.
enum PublicEnums {
    /// Those that are complete by their nature: a `switch` over them needs no default.
    ///
    /// Builders have no cases.
    static let complete: Set<String> = [
        "Verdict", "Comparison", "Direction",
        "LoadTestBuilder", "StepsBuilder", "MixBuilder", "ParallelBuilder", "EventBuilder",
    ]

    /// Those that may grow without saying so, and those that are said to be complete and to grow.
    static func undecided(in files: [SourceFile], complete: Set<String> = complete) -> [String] {
        files.flatMap { file in
            file.code.indices.compactMap { index in
                let line = file.code[index]
                let words = SourceFile.declaration(of: line)
                guard line.contains("public "), words.contains("public"),
                    let kind = words.firstIndex(of: "enum"), kind + 1 < words.count
                else { return nil }
                let name = words[kind + 1]
                let above = index > 0 ? file.code[index - 1] : ""
                let isOpen = [line, above].contains { $0.contains("@nonexhaustive") }
                return isOpen == complete.contains(name) ? "\(file.path): \(name)" : nil
            }
        }
    }
}

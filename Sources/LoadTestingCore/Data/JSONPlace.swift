/// Writes a place in JSON, such as `items[3].id`.
enum JSONPlace {
    /// A coding path; nothing for the top.
    static func text(of path: [any CodingKey]) -> String {
        path.reduce("") { joined($0, step($1)) }
    }

    /// A key in a path: in brackets when it is no plain word.
    static func key(_ name: String) -> String {
        let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return isWord && !name.isEmpty ? name : "[\(name.quoted)]"
    }

    static func joined(_ start: String, _ end: String) -> String {
        start.isEmpty || end.isEmpty || end.hasPrefix("[") ? start + end : "\(start).\(end)"
    }

    /// A dictionary's key may have a number, too, so that the number alone makes no index.
    private static func step(_ key: any CodingKey) -> String {
        guard let index = key.intValue, key.stringValue == "Index \(index)" else {
            return self.key(key.stringValue)
        }
        return "[\(index)]"
    }
}

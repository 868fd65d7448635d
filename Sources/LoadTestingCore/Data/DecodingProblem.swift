import LoadTestingMacrosFree

/// The reason that a JSON text can't be decoded, as one sentence on one line.
package struct DecodingProblem: Hashable, Sendable {
    /// For example `at items[3].id: expected Int, found a string`.
    package let text: String
    /// The line, from 1, on which the wrong value begins; `nil` when the text names it, or when it
    /// is not known.
    package let line: Int?

    /// Explains an error of `JSONReading`.
    ///
    /// - Parameters:
    ///   - error: The thrown error, a `DecodingError`, a `JSONMismatch` or any other.
    ///   - bytes: The decoded bytes. They are scanned once more for the value found.
    package init(_ error: any Error, in bytes: [UInt8]) {
        if let mismatch = error as? JSONMismatch {
            self.init(text: "\(Self.place(mismatch.place)): \(mismatch.text)", line: nil)
            return
        }
        guard let error = error as? DecodingError else {
            self.init(text: "\(error)", line: nil)
            return
        }
        do {
            self.init(error, shape: try JSONScanner.shape(of: bytes))
        } catch {
            self.init(text: "no JSON: \(error.reason)", line: nil)
        }
    }

    private init(text: String, line: Int?) {
        self.text = text.printable
        self.line = line
    }

    private init(_ error: DecodingError, shape: JSONShape) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(missing: key, in: shape[context.codingPath], at: context.codingPath)
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self.init(expected: type, found: shape[context.codingPath], at: context.codingPath)
        case .dataCorrupted(let context) where Self.isUnfitNumber(context):
            self.init(unfitNumberIn: shape)
        case .dataCorrupted(let context):
            self.init(context, line: shape[context.codingPath]?.line)
        @unknown default:
            self.init(text: "\(error)", line: nil)
        }
    }

    /// Whether Foundation reports a number that does not fit as a text that is no JSON.
    private static func isUnfitNumber(_ context: DecodingError.Context) -> Bool {
        context.codingPath.isEmpty
            && context.debugDescription.hasPrefix("The given data was not valid JSON")
    }
}

extension DecodingProblem {
    private init(missing key: any CodingKey, in object: JSONShape?, at path: [any CodingKey]) {
        let keys = object?.keys.map { keys in
            keys.isEmpty
                ? "; it has no keys"
                : "; keys: " + keys.prefix(20).joined(separator: ", ")
                    + (keys.count > 20 ? ", …" : "")
        }
        self.init(
            text: "no key \(key.stringValue.quoted) \(Self.place(path))\(keys ?? "")",
            line: object?.line)
    }

    private init(expected type: Any.Type, found shape: JSONShape?, at path: [any CodingKey]) {
        self.init(
            text: "\(Self.place(path)): expected \(Self.name(of: type)), "
                + "found \(shape?.name ?? "nothing")",
            line: shape?.line)
    }

    private init(_ context: DecodingError.Context, line: Int?) {
        let isSentence = context.debugDescription.hasSuffix(".")
        let reason = context.debugDescription.dropLast(isSentence ? 1 : 0)
        self.init(text: "\(Self.place(context.codingPath)): \(reason)", line: line)
    }

    /// Foundation does not tell the place of a number that does not fit; those with fractions are
    /// the likely ones.
    private init(unfitNumberIn shape: JSONShape) {
        let fractions = shape.fractions
        let shown = fractions.prefix(3).map { $0.isEmpty ? "the top" : $0 }
        self.init(
            text: "a number does not fit the type that reads it"
                + (shown.isEmpty ? "" : "; no whole numbers: " + shown.joined(separator: ", "))
                + (fractions.count > 3 ? ", …" : ""),
            line: nil)
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "at the top" : "at \(JSONPlace.text(of: path))"
    }

    private static func name(of type: Any.Type) -> String {
        let name = "\(type)"
        if name.hasPrefix("Dictionary<") { return "an object" }
        return name.hasPrefix("Array<") ? "an array" : name
    }
}

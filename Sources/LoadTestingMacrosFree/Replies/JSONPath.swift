/// A place in JSON: `$.items[0].id`, `$['odd name']`, `$.items[-1]`, `$.items[*].id`.
///
/// Of RFC 9535 the names, the indices and the wildcard, one in each segment; no filters, functions,
/// slices, lists of selectors or descendants.
package struct JSONPath: Sendable {
    package enum Segment: Hashable, Sendable {
        /// The member of an object, by its name with escapes decoded.
        case member(String)
        /// The element of an array, negative from the end.
        case element(Int)
        /// All elements of an array, or members of an object.
        case wildcard
    }

    package private(set) var segments: [Segment] = []
    /// The reason that the text is no path of this kind.
    package private(set) var problem: String?

    package init(_ text: String) {
        do {
            segments = try JSONPathParser.segments(of: text)
        } catch {
            problem =
                "\"\(text.printable)\" is no JSON path: \(error.reason) at character"
                + " \(error.place); use .name, ['name'], [0], [-1], .* or [*]"
        }
    }

    private init(segments: [Segment]) { self.segments = segments }

    /// Whether it may lead to several values.
    package var hasWildcard: Bool { segments.contains(.wildcard) }

    /// All members or elements of the values at this path.
    package var contents: JSONPath { JSONPath(segments: segments + [.wildcard]) }
}

/// Why there is nothing that a metric could be about: a reason with what helps.
package struct MissingPart: Error {
    var reason: String

    static let unknownLabel = MissingPart(reason: "no request has this label")
}

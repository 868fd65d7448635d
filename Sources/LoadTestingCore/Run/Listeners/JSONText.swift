import Foundation

/// Values as JSON with sorted keys, so that the same values are the same bytes.
enum JSONText {
    /// For people and tools: a line for each member.
    static func pretty(_ value: some Encodable) -> [UInt8] { bytes(value, .prettyPrinted) }

    /// For the library alone: one line.
    static func compact(_ value: some Encodable) -> [UInt8] { bytes(value, []) }

    private static func bytes(
        _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
    ) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        // No value of ours refuses to be encoded.
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }
}

/// Names as parts of a path of metrics, in which dots part levels and other signs have meanings.
enum BackendName {
    /// A name as one level: characters other than ASCII letters, digits, `-` and `_` as `_`.
    static func level(_ name: String) -> String {
        let level = name.unicodeScalars.prefix(200).map { isPlain($0) ? Character($0) : "_" }
        return level.isEmpty ? "_" : String(level)
    }

    /// A prefix, whose dots stay, with a dot behind it; empty for an empty one.
    static func prefix(_ prefix: String) -> String {
        prefix.split(separator: ".").map { "\(level(String($0)))." }.joined()
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }

    /// A figure with at most three decimals, without an exponent.
    static func figure(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "\(value)" }
        let thousandths = Int64((value * 1_000).rounded())
        let fraction = String(thousandths.magnitude % 1_000 + 1_000).dropFirst()
        return "\(thousandths < 0 ? "-" : "")\(thousandths.magnitude / 1_000).\(fraction)"
    }
}

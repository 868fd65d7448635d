/// The format of numbers, durations and sizes in every output, without locale and Foundation.
package enum NumberText {
    /// An integer with thousands separated by commas: `1,003,333`.
    package static func grouped(_ value: some BinaryInteger) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A number of things: `1 user`, `1,200 users`, `3 processes`.
    package static func counted(_ value: Int, _ thing: String) -> String {
        let ending = value == 1 ? "" : thing.hasSuffix("s") ? "es" : "s"
        return "\(grouped(value)) \(thing)\(ending)"
    }

    /// A number rounded half up to at most `places` decimals; zeros at the end are left out.
    ///
    /// A number other than zero has as many decimals as it takes to show that, nine at most.
    package static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        var places = places
        var smallest = 0.5
        for _ in 0..<places { smallest /= 10 }
        while value.magnitude > 0, value.magnitude < smallest, places < 9 {
            places += 1
            smallest /= 10
        }
        var scale = 1
        // No more decimals than a Double of this size holds, so that the product fits an Int.
        for _ in 0..<places where value.magnitude * Double(scale) < 1e15 { scale *= 10 }
        let scaled = Int(value.magnitude * Double(scale) + 0.5)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        var fraction = String(String(scaled % scale + scale).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let whole = grouped(scaled / scale)
        return sign + (places == 0 || fraction.isEmpty ? whole : "\(whole).\(fraction)")
    }

    /// A duration with three or more significant digits and the unit that suits it: `41.8 ms`.
    package static func duration(nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let value = Double(nanoseconds)
        return switch magnitude {
        case 0: "0 ms"
        case ..<1_000: "\(nanoseconds) ns"
        case ..<1_000_000: "\(significant(value / 1e3)) µs"
        case ..<1_000_000_000: "\(significant(value / 1e6)) ms"
        default: "\(significant(value / 1e9)) s"
        }
    }

    /// A size in bytes with a binary unit: `14.6 KiB`.
    package static func bytes(_ count: some BinaryInteger) -> String {
        var value = Double(count)
        var units = ["B", "KiB", "MiB", "GiB"][...]
        while value.magnitude >= 1_024, units.count > 1 {
            value /= 1_024
            units.removeFirst()
        }
        return "\(decimal(value, places: value.magnitude < 100 ? 1 : 0)) \(units.first!)"
    }

    /// A number with three or more significant digits, two decimals at most.
    package static func significant(_ value: Double) -> String {
        let magnitude = value.magnitude
        return decimal(value, places: magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0)
    }
}

/// The format of numbers for charts and scripts: no separators, as few digits as a picture needs.
enum ChartNumber {
    /// A number with at most `places` decimals, without zeros at the end.
    static func text(_ value: Double, places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "0" }
        var scale = 1
        // No more decimals than a Double of this size holds, so that the product fits an Int.
        for _ in 0..<places where value.magnitude * Double(scale) < 1e15 { scale *= 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var fraction = String(String(rest + scale).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(whole).\(fraction)"
    }

    /// A number with about four significant digits.
    static func significant(_ value: Double) -> String {
        let magnitude = value.magnitude
        let places = magnitude >= 1_000 ? 0 : magnitude >= 100 ? 1 : magnitude >= 10 ? 2 : 4
        return text(value, places: places)
    }
}

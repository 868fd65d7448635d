/// Numbers of a plan, with the digits written there.
extension NumberText {
    /// The shortest decimal number that gives a value when it is divided by a unit.
    ///
    /// - Parameters:
    ///   - value: any.
    ///   - unit: 100 for a share written in percent.
    package static func exact(_ value: Double, times unit: Double = 1) -> String {
        let shown = value * unit
        guard shown.isFinite, shown.magnitude < 1e15 else { return "\(shown)" }
        var scale = 1.0
        for places in 0...15 where shown.magnitude * scale < 1e15 {
            let rounded = (shown * scale).rounded() / scale
            if rounded / unit == value { return decimal(rounded, places: places) }
            scale *= 10
        }
        return "\(shown)"
    }

    /// A duration in the unit that suits it, with all its digits: `1,234.5 ms` is `1.2345 s`.
    package static func exactDuration(_ nanoseconds: Int64) -> String {
        let units: [(size: Int64, name: String)] = [
            (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"), (1, "ns"),
        ]
        let magnitude = nanoseconds.magnitude
        guard magnitude > 0, let unit = units.first(where: { $0.size.magnitude <= magnitude })
        else { return "0 ms" }
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: unit.size.magnitude)
        var digits = String(String(rest + unit.size.magnitude).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        let sign = nanoseconds < 0 ? "-" : ""
        let fraction = digits.isEmpty ? "" : ".\(digits)"
        return "\(sign)\(grouped(whole))\(fraction) \(unit.name)"
    }

    /// A size in the unit in which it has the minimum digits, as in a plan: three decimals at most,
    /// of two units the binary or larger one.
    package static func exactBytes(_ count: Int64) -> String {
        let units: [(size: Int64, name: String)] = [
            (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1_000_000_000, "GB"),
            (1_000_000, "MB"), (1_000, "kB"),
        ]
        let texts = units.compactMap { size, name -> (digits: Int, text: String)? in
            guard count.magnitude >= size.magnitude,
                (count.magnitude % size.magnitude) * 1_000 % size.magnitude == 0
            else { return nil }
            let number = exact(Double(count) / Double(size))
            return (digits: number.filter(\.isNumber).count, text: "\(number) \(name)")
        }
        return texts.min { $0.digits < $1.digits }?.text ?? "\(grouped(count)) B"
    }
}

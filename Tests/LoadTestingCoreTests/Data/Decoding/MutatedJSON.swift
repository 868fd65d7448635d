import TestSupport

/// Texts near JSON, made of right ones by a few changes.
struct MutatedJSON {
    private static let tokens: [[UInt8]] =
        [
            "null", "true", "0", "-0", "-0.0", "0.0", "00", "1.0", "1e2", "1E+2", "1e400", "-1e400",
            "1e-400", "5e-324", "4.9e-324", "2.2250738585072011e-308",
            "1.00000017881393432617187499",
            "16777217", "9007199254740993", "127", "128", "-129", "255", "65536", "4294967296",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "-9223372036854775809", "18446744073709551615", "18446744073709551616",
            "123456789012345678901234567890", "0.1", "3.14", "1.5e3", "-", "+1", ".5", "5.", "NaN",
            #""""#, #""a""#, #""\n""#, #""\u0041""#, #""\u0000""#, #""\ud83d\ude00""#, #""\ud800""#,
            #""\udc00\ud800""#, #""\ud800\u0041""#, #""\u12""#, #""\q""#, #""\/\b\f\r\t\\\"""#,
            "\"é\"", "\"日本🦊\"", "\"\u{1}\"", "\"\u{7f}\u{80}\"", "\\", "\"", "{", "}", "[", "]",
            "{}", "[]", "[1]", ",", ":", " ", "\n", "\r\t", "\u{c}", "\u{a0}", "\u{feff}", "\u{0}",
            "//x", #""id":1,"#, #""id":"1","#, #""\u0069d":2,"#, #""name":null,"#, #""é":1,"#,
            "\"e\u{301}\":1,", #""kind":"red","#, "\"\u{212a}\":1,", #""circle":{"radius":2},"#,
        ].map { Array($0.utf8) } + [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]

    private(set) var bytes: [UInt8]

    init(_ text: String, using random: inout SeededGenerator) {
        bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) { change(using: &random) }
        if Int.random(in: 0..<40, using: &random) == 0 { bytes = Self.wide(bytes) }
    }

    private mutating func change(using random: inout SeededGenerator) {
        let token = Self.tokens.randomElement(using: &random) ?? []
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: bytes.removeSubrange(place...)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3...4: bytes.insert(contentsOf: token, at: place)
        case 5: doubleMember()
        default: replaceValue(by: token, using: &random)
        }
    }

    /// Replaces a value or a name.
    private mutating func replaceValue(by token: [UInt8], using random: inout SeededGenerator) {
        let isEdge = { (byte: UInt8) in "{}[],: ".utf8.contains(byte) }
        let starts = bytes.indices.filter {
            !isEdge(bytes[$0]) && ($0 == 0 || isEdge(bytes[$0 - 1]))
        }
        guard let start = starts.randomElement(using: &random) else { return }
        let end = bytes[start...].firstIndex(where: isEdge) ?? bytes.count
        bytes.replaceSubrange(start..<end, with: token)
    }

    /// Writes the first member of the text twice.
    private mutating func doubleMember() {
        guard let start = bytes.firstIndex(of: UInt8(ascii: "{")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ","))
        else { return }
        bytes.insert(contentsOf: bytes[(start + 1)...end], at: start + 1)
    }

    /// Latin letters in UTF-16.
    private static func wide(_ bytes: [UInt8]) -> [UInt8] { bytes.flatMap { [$0, 0] } }
}

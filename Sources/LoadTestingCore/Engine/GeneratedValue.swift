import CLoadTesting
import LoadTestingMacrosFree

/// Generated values: numbers, UUIDs, text, time.
struct GeneratedValue {
    let drawBits: () -> UInt64
    /// A number that no other user gets.
    let takeNumber: () -> Int64

    init(drawBits: @escaping () -> UInt64, takeNumber: @escaping () -> Int64) {
        self.drawBits = drawBits
        self.takeNumber = takeNumber
    }

    func value(of generator: FeederContent.Generator) -> any Sendable {
        switch generator {
        case .counter(let start, let step): start &+ Int(takeNumber()) &* step
        case .integer(let range):
            Int(
                RandomDraw.integer(
                    in: Int64(range.lowerBound)...Int64(range.upperBound), bits: drawBits()))
        case .uuid: uuid
        case .text(let length, let alphabet): text(length, alphabet)
        case .timestamp: Int(clt_wall_nanoseconds() / 1_000_000)
        }
    }

    /// RFC 9562, 5.4.
    private var uuid: String {
        var words = [drawBits(), drawBits()]
        words[0] = words[0] & ~0xf000 | 0x4000
        words[1] = words[1] & ~(3 << 62) | 2 << 62
        let digits = words.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var uuid = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { uuid += "-" }
            uuid.append(digit)
        }
        return uuid
    }

    private func text(_ length: Int, _ alphabet: [Character]) -> String {
        String(
            (0..<length).map { _ in
                alphabet[
                    Int(RandomDraw.integer(in: 0...Int64(alphabet.count - 1), bits: drawBits()))]
            })
    }
}

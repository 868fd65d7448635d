extension Feeder {
    private init(_ generator: FeederContent.Generator) {
        self.init(.generated(generator), order: .circular, location: nil)
    }
}

extension Feeder<Int> {
    /// A count over all users: no two get the same number.
    public static func counter(from start: Int = 1, step: Int = 1) -> Feeder {
        Feeder(.counter(start: start, step: step))
    }

    /// A whole number drawn evenly from a range, from the plan's seed.
    public static func random(in range: ClosedRange<Int>) -> Feeder { Feeder(.integer(range)) }

    /// The wall clock in milliseconds since 1970.
    public static var timestamp: Feeder { Feeder(.timestamp) }
}

extension Feeder<String> {
    /// A random UUID (RFC 9562, version 4) in lower case, from the plan's seed.
    public static var uuid: Feeder { Feeder(.uuid) }

    /// Random text from the plan's seed.
    ///
    /// - Parameters:
    ///   - length: the number of characters, 1 or more.
    ///   - alphabet: the characters to draw from, not empty. Default: small letters and digits.
    public static func randomText(
        length: Int, of alphabet: String = "abcdefghijklmnopqrstuvwxyz0123456789"
    ) -> Feeder {
        Feeder(.text(length: length, alphabet: Array(alphabet)))
    }
}

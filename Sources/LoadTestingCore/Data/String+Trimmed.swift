extension String {
    /// The text without spaces at its ends.
    var trimmed: String {
        guard utf8.first == 0x20 || utf8.last == 0x20 else { return self }
        let start = drop { $0 == " " }
        let length = start.reversed().drop { $0 == " " }.count
        return String(start.prefix(length))
    }
}

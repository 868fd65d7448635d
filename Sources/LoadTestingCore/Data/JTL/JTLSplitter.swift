import Foundation

/// Finds the fields of a row between delimiters and quotes, without a copy.
struct JTLSplitter: ~Copyable {
    /// The end of a row.
    enum End {
        /// The place behind the row, and the number of lines that it takes.
        case row(next: Int, lines: Int)
        /// The bytes end before the row does.
        case incomplete
        /// A quote was opened that nothing closes.
        case openQuote
    }

    let delimiter: UInt8
    /// The fields of the row, at most as many as there is room for.
    let fields: UnsafeMutablePointer<JTLField>
    /// The number of fields of the row.
    private(set) var count = 0
    private let capacity: Int

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(delimiter: UInt8, columns: Int) {
        self.delimiter = delimiter
        capacity = max(1, columns)
        fields = .allocate(capacity: capacity)
        fields.initialize(repeating: .empty, count: capacity)
    }

    deinit { fields.deallocate() }

    /// Splits the row that begins at a place.
    ///
    /// - Parameter isLast: whether no more bytes follow.
    mutating func split(
        _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool
    ) -> End {
        var (index, lines) = (start, 1)
        count = 0
        while true {
            if index < end, base[index] == Self.quote {
                switch quoted(base, &index, end, isLast) {
                case .row(_, let inside): lines += inside
                case let other: return other
                }
            } else {
                let first = index
                while index < end, base[index] != delimiter, base[index] != Self.lineFeed {
                    index &+= 1
                }
                append(base, first, lineEnd(base, first, index, end))
            }
            if index >= end { return isLast ? .row(next: end, lines: lines) : .incomplete }
            if base[index] == Self.lineFeed { return .row(next: index + 1, lines: lines) }
            index += 1
        }
    }

    /// The end of a field without the carriage return of its line's end.
    private func lineEnd(
        _ base: UnsafePointer<UInt8>, _ first: Int, _ index: Int, _ end: Int
    ) -> Int {
        let isLineEnd = index >= end || base[index] == Self.lineFeed
        return isLineEnd && index > first && base[index - 1] == Self.carriageReturn
            ? index - 1 : index
    }

    private mutating func append(
        _ base: UnsafePointer<UInt8>, _ first: Int, _ end: Int, doubled: Bool = false
    ) {
        if count < capacity {
            fields[count] = JTLField(
                bytes: UnsafeBufferPointer(start: base + first, count: end - first),
                hasDoubledQuotes: doubled)
        }
        count &+= 1
    }

    /// Appends a field in quotes; what stands between it and the next delimiter is left out.
    ///
    /// - Returns: `.row` with the number of line breaks inside.
    private mutating func quoted(
        _ base: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int, _ isLast: Bool
    ) -> End {
        let first = index + 1
        var (place, doubled) = (first, false)
        while true {
            guard place <= end, let found = memchr(base + place, Int32(Self.quote), end - place)
            else { return isLast ? .openQuote : .incomplete }
            place = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
            guard place + 1 < end || isLast else { return .incomplete }
            guard place + 1 < end, base[place + 1] == Self.quote else { break }
            (place, doubled) = (place + 2, true)
        }
        append(base, first, place, doubled: doubled)
        index = place + 1
        let behind = index < end ? base[index] : Self.lineFeed
        let isEnd =
            behind == delimiter || behind == Self.lineFeed || behind == Self.carriageReturn
        // A stray quote that closes at the opening one of a later line.
        if !isEnd, memchr(base + first, Int32(Self.lineFeed), place - first) != nil {
            return .openQuote
        }
        while index < end, base[index] != delimiter, base[index] != Self.lineFeed { index += 1 }
        let inside = UnsafeBufferPointer(start: base + first, count: place - first)
        return .row(next: index, lines: inside.reduce(0) { $0 + ($1 == Self.lineFeed ? 1 : 0) })
    }
}

/// A request as it came over the wire.
public struct ReceivedRequest: Sendable, Equatable {
    /// The connection it came on; the first one of a server is 1.
    public let connection: Int

    /// Its place among the requests of its connection; the first one is 1.
    public let ordinal: Int

    /// The instant at which its last byte was read.
    public let instant: ContinuousClock.Instant

    /// The request line and the header lines, without line ends.
    public let head: [String]

    /// The body, with the frames of a chunked one removed.
    public let body: [UInt8]

    /// The first word of the request line.
    public var method: String { word(0) }

    /// The second word of the request line.
    public var target: String { word(1) }

    /// The header lines as they were sent, such as `Host: 127.0.0.1`.
    public var headerLines: [String] { Array(head.dropFirst()) }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The values of all header lines of a name, whatever its case.
    public func values(of name: String) -> [String] { head.values(of: name) }

    private func word(_ index: Int) -> String {
        let words = head.first?.split(separator: " ") ?? []
        return words.indices.contains(index) ? String(words[index]) : ""
    }
}

extension [String] {
    /// The values of the header lines of a name in a message's head.
    func values(of name: String) -> [String] {
        dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            guard line[..<colon].lowercased() == name.lowercased() else { return nil }
            return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
    }
}

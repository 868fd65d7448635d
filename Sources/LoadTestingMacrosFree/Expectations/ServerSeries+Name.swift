extension ServerSeries {
    /// The series that need no more than a name: as they are stored, and as results call them.
    private static let names: [(series: ServerSeries, name: String)] = [
        (.cpu, "cpu"), (.userCPU, "userCPU"), (.systemCPU, "systemCPU"), (.memory, "memory"),
        (.swap, "swap"), (.openFiles, "openFiles"), (.threads, "threads"),
        (.processes, "processes"), (.voluntarySwitches, "voluntarySwitches"),
        (.involuntarySwitches, "involuntarySwitches"), (.diskRead, "diskRead"),
        (.diskWritten, "diskWritten"), (.throttled, "throttled"), (.established, "established"),
        (.closeWait, "closeWait"), (.timeWait, "timeWait"), (.acceptQueue, "acceptQueue"),
        (.machineCPU, "machineCPU"), (.networkReceived, "networkReceived"),
        (.networkSent, "networkSent"),
    ]

    private static let nameOfPlain = Dictionary(uniqueKeysWithValues: names.map { ($0, $1) })
    private static let plainOfName = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })

    /// The name in what is stored and in results: `memory`, `connections:5432`, `scraped:pool`.
    package var name: String {
        switch self {
        case .connections(let port): "connections:\(port)"
        case .core(let number): "core:\(number)"
        case .scraped(let name): "scraped:\(name)"
        default: Self.nameOfPlain[self] ?? ""
        }
    }

    /// The series with a name; `nil` for a name that none has.
    package init?(name: String) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            guard let series = Self.plainOfName[name] else { return nil }
            self = series
            return
        }
        switch (parts[0], Int(parts[1])) {
        case ("connections", let port?): self = .connections(toPort: port)
        case ("core", let number?): self = .core(number)
        case ("scraped", _): self = .scraped(String(parts[1]))
        default: return nil
        }
    }
}

/// Stored by name, also where it is the key of a dictionary.
extension ServerSeries: Codable, CodingKeyRepresentable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package var codingKey: any CodingKey { Key(stringValue: name) }

    package init?(codingKey: some CodingKey) { self.init(name: codingKey.stringValue) }

    package init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let series = ServerSeries(name: name) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no series \(name)"))
        }
        self = series
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

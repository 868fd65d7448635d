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
        (.networkSent, "networkSent"), (.cgroupMemory, "cgroupMemory"),
        (.cgroupMemoryLimit, "cgroupMemoryLimit"), (.busiestThread, "busiestThread"),
        (.busiestThreadDemand, "busiestThreadDemand"), (.processorWait, "processorWait"),
        (.lockWaiters, "lockWaiters"), (.acceptQueueLimit, "acceptQueueLimit"),
        (.unread, "unread"), (.unsent, "unsent"), (.listenOverflows, "listenOverflows"),
        (.retransmissions, "retransmissions"), (.diskPressure, "diskPressure"),
        (.memoryPressure, "memoryPressure"),
    ]

    private static let nameOfPlain = Dictionary(uniqueKeysWithValues: names.map { ($0, $1) })
    private static let plainOfName = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })

    /// The name in what is stored and in results: `memory`, `connections:5432`, `scraped:pool`.
    package var name: String {
        switch self {
        case .connections(let port): "connections:\(port)"
        case .awaiting(let port): "awaiting:\(port)"
        case .upstreamCPU(let port): "upstreamCPU:\(port)"
        case .core(let number): "core:\(number)"
        case .threadsIn(let state): "threadsIn:\(state.rawValue)"
        case .loopsIn(let state): "loopsIn:\(state.rawValue)"
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
        let state = ThreadState(rawValue: String(parts[1]))
        switch (parts[0], Int(parts[1])) {
        case ("threadsIn", _):
            guard let state else { return nil }
            self = .threadsIn(state)
        case ("loopsIn", _):
            guard let state else { return nil }
            self = .loopsIn(state)
        case ("connections", let port?): self = .connections(toPort: port)
        case ("awaiting", let port?): self = .awaiting(port: port)
        case ("upstreamCPU", let port?): self = .upstreamCPU(port: port)
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

import LoadTestingMacrosFree

/// The words for a bottleneck and its evidence.
extension Bottleneck {
    /// The observations that it was told from, in words, the most important one first.
    public var evidence: [String] { signs.map(\.text) }

    /// The resource in words, such as `connection pool (port 5432, 5 connections)`.
    var title: String {
        switch kind {
        case .processor: isOfAllCores ? "processor (all cores)" : "processor (one core)"
        case .eventLoop: "blocked event loop"
        case .lock: "a lock"
        case .connectionPool:
            "connection pool (" + (port.map { "port \($0), " } ?? "")
                + "\(NumberText.counted(size ?? 0, "connection")))"
        case .upstream: "what stands behind the server" + (port.map { " (port \($0))" } ?? "")
        case .memory: "memory"
        case .openFiles: "open files"
        case .listenQueue: "listen queue"
        case .disk: "disk"
        case .network: "network"
        case .refusal: "the server refuses"
        case .generator: "the load generator"
        case .unknown: "unknown"
        }
    }

    /// The line in reports.
    var text: String {
        let sure = certainty == .likely ? "probably " : ""
        return ([sure + title] + [evidence.joined(separator: ", ")].filter { !$0.isEmpty })
            .joined(separator: ": ")
    }
}

extension Bottleneck: CustomStringConvertible {
    /// The resource and its evidence, as reports show them.
    public var description: String { text }
}

extension LoadTestResult {
    /// The line that says what gave way; `nil` where nothing did, or nothing is known of the
    /// server.
    var bottleneckLine: String? {
        guard let bottleneck, snapshot.server != nil || bottleneck.kind != .unknown else {
            return nil
        }
        // The verdict's own lines say more of the generator.
        if bottleneck.kind == .generator, snapshot.capacity == nil { return nil }
        return bottleneck.text
    }
}

/// DESIGN 3 as data: what each room may name and import.
enum RoomRules {
    private static let units = ["LoadTestingMacrosFree/Units"]
    private static let expectations = units + ["LoadTestingMacrosFree/Expectations"]
    private static let plan =
        expectations + replies
        + ["Plan", "Request", "Flow", "Schedules"].map { "LoadTestingMacrosFree/\($0)" }
    /// What is known only while the load runs: slots, rows, replies.
    private static let replies = [
        "LoadTestingMacrosFree/Slots", "LoadTestingMacrosFree/Feeding",
        "LoadTestingMacrosFree/Replies",
    ]

    /// Rooms whose types a room of the core may name, beside its own.
    static let mayName: [String: [String]] = [
        "Support": [],
        "Data": core("Support") + plan,
        // A program holds the schedules that its plan asks for.
        "Program": core("Data", "Schedule", "Support") + plan,
        "Schedule": core("Support") + plan,
        "Measurement": core("Support"),
        "Scenario": core("Measurement", "Data", "Support") + plan,
        "Engine": core("Program", "Schedule", "Measurement", "Data", "Scenario", "Support")
            + replies,
        // Tables of the system; what was seen of a server; the network to it; the server itself.
        "Server/Processes": core("Support"),
        "Server/Observation": core("Server/Processes", "Measurement", "Support") + units,
        "Server/Network": core("Support") + units,
        "Server": core("Server/Processes", "Server/Observation", "Support") + units,
        "Statistics": core("Measurement", "Support") + units,
        "Verdict": core("Measurement", "Statistics") + expectations,
        "Report": core("Verdict", "Measurement", "Support") + plan,
        "Run": core(
            "Support", "Data", "Program", "Schedule", "Measurement", "Engine", "Server",
            "Server/Observation", "Verdict", "Report"
        ) + plan,
    ]

    /// Single names beyond the table, each with its reason.
    static let exceptions: [String: Set<String>] = [
        // What was seen of a server is kept under the name by which a metric asks for it.
        "Measurement": ["ServerSeries"],
        // The URL of a metrics endpoint is shown as a target's.
        "Server/Observation": ["ServerSeries", "LoadTarget"],
        // A relay is a target, and leads to hosts that may not be loaded just so.
        "Server/Network": [
            "LoadTestError", "LoadTarget", "LoadTargetConvertible", "TargetPolicy", "TrafficWay",
        ],
        // A server is a target; one that can't be launched is misuse, as a plan that can't run.
        "Server": [
            "LoadTestError", "LoadTarget", "LoadTargetConvertible", "SystemUnderTest",
            "AnySystemUnderTest",
        ],
        // Thrown when the system refuses descriptors for a loop; which hosts may be connected to.
        "Engine": ["LoadTestError", "TargetPolicy"],
        // A result says from which number it was drawn, a finding to which line it belongs.
        "Verdict": ["CodeLocation", "Seed"],
    ]

    /// Modules that a room of the core may import, beside those of its own platform.
    static let mayImport: [String: Set<String>] = [
        "Support": ["CLoadTesting", "CLoadTestingSystem", "Foundation", "Synchronization"],
        // Where a value of JSON ends is found in C.
        "Data": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree"],
        "Program": ["Foundation", "LoadTestingMacrosFree"],
        // Random instants and swinging rates need logarithm and sine.
        "Schedule": ["Foundation", "LoadTestingMacrosFree"],
        // The histogram is C; scenarios name labels from all loops.
        "Measurement": ["CLoadTesting", "LoadTestingMacrosFree", "Synchronization"],
        "Scenario": ["LoadTestingMacrosFree", "Synchronization"],
        "Engine": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree", "Synchronization"],
        "Server/Processes": ["CLoadTestingSystem", "Foundation"],
        // A metrics endpoint is read by libcurl.
        "Server/Observation": [
            "CLoadTesting", "CLoadTestingSystem", "Foundation", "LoadTestingMacrosFree",
            "Synchronization",
        ],
        "Server/Network": [
            "CLoadTestingRelay", "CLoadTestingSystem", "Foundation", "LoadTestingMacrosFree",
            "Synchronization",
        ],
        "Server": [
            "CLoadTestingSystem", "Foundation", "LoadTestingMacrosFree", "Synchronization",
        ],
        "Statistics": ["Foundation", "LoadTestingMacrosFree"],
        "Verdict": ["LoadTestingMacrosFree"],
        "Report": ["LoadTestingMacrosFree"],
        "Run": [
            "CLoadTesting", "CLoadTestingSystem", "Dispatch", "Foundation",
            "LoadTestingMacrosFree", "Synchronization",
        ],
    ]

    /// Modules that exist on one platform only, with the end of the files that may import them.
    static let platforms = [
        "Glibc": "+Linux.swift", "Musl": "+Linux.swift", "Darwin": "+Darwin.swift",
    ]

    private static func core(_ rooms: String...) -> [String] {
        rooms.map { "LoadTestingCore/\($0)" }
    }
}

extension RoomRules {
    /// The room of the core that a file is in, the innermost with rules of its own; `nil` for a
    /// file of no room.
    static func room(of file: SourceFile) -> String? {
        let parts = file.folder.split(separator: "/")
        guard parts.first == "LoadTestingCore", parts.count > 1 else { return nil }
        let paths = (1..<parts.count).map { parts[1...$0].joined(separator: "/") }
        return paths.last { mayName[$0] != nil } ?? paths[0]
    }

    /// Where a file of the core names a type that its room must not know.
    static func forbiddenNames(in files: [SourceFile]) -> [String] {
        var rooms: [String: String] = [:]
        for file in files {
            let room = room(of: file).map { "LoadTestingCore/\($0)" } ?? file.room
            for type in file.types { rooms[type] = room }
        }
        return files.flatMap { file -> [String] in
            guard let own = room(of: file) else { return [] }
            guard let allowed = mayName[own] else {
                return ["\(file.path): DESIGN 3 has no room \(own)"]
            }
            let known = exceptions[own] ?? []
            return file.namesUsed.subtracting(known).sorted().compactMap { name in
                guard let room = rooms[name], room != "LoadTestingCore/\(own)",
                    !allowed.contains(room)
                else { return nil }
                return "\(file.path) names \(name) of \(room)"
            }
        }
    }

    /// Where a file imports a module that its target or room must not know.
    static func forbiddenImports(in files: [SourceFile]) -> [String] {
        files.flatMap { file in
            file.imports.filter { !mayImport($0, in: file) }.map { "\(file.path) imports \($0)" }
        }
    }

    private static func mayImport(_ module: String, in file: SourceFile) -> Bool {
        if let ending = platforms[module] { return file.name.hasSuffix(ending) }
        if let room = room(of: file) { return mayImport[room]?.contains(module) ?? false }
        switch (file.room, module) {
        case ("LoadTestingCore", "LoadTestingMacrosFree"): return file.name == "Exports.swift"
        // What records and skips, and the trait that keeps a server for a suite.
        case ("LoadTesting", "Testing"):
            return ["SwiftTesting.swift", "ServerTrait.swift"].contains(file.name)
        case ("LoadTesting", "XCTest"): return file.name == "XCTest.swift"
        case ("LoadTesting", "LoadTestingCore"), ("LoadTesting", "Foundation"),
            ("LoadTesting", "Synchronization"):
            return true
        default: return false
        }
    }
}

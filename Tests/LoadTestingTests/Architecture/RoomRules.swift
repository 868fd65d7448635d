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
        "Exchange": core("Program", "Measurement", "Data", "Support") + replies,
        "Engine": core(
            "Program", "Schedule", "Exchange", "Measurement", "Data", "Scenario", "Support")
            + replies,
        "Server": core("Measurement", "Support") + units,
        "Statistics": core("Measurement", "Support") + units,
        "Metrics": core("Measurement", "Statistics") + expectations,
        "Verdict": core("Metrics", "Measurement", "Statistics") + expectations,
        "Report": core("Verdict", "Metrics", "Statistics", "Measurement", "Support") + plan,
        "Run": core(
            "Support", "Data", "Program", "Schedule", "Measurement", "Exchange", "Engine", "Server",
            "Metrics", "Verdict", "Report"
        ) + plan,
    ]

    /// Single names beyond the table, each with its reason.
    static let exceptions: [String: Set<String>] = [
        // What was seen of a server is kept under the name by which a metric asks for it.
        "Measurement": ["ServerSeries"],
        // A server is a target; one that can't be launched is misuse, as a plan that can't run.
        // A relay leads to hosts that may not be loaded just so.
        "Server": [
            "LoadTestError", "LoadTarget", "LoadTargetConvertible", "SystemUnderTest",
            "AnySystemUnderTest", "ServerSeries", "TargetPolicy", "TrafficWay",
        ],
        // Which hosts may be connected to.
        "Exchange": ["TargetPolicy"],
        // Thrown when the system refuses descriptors for a loop.
        "Engine": ["LoadTestError"],
        // A result says from which number it was drawn, a finding to which line it belongs.
        "Verdict": ["CodeLocation", "Seed"],
    ]

    /// Modules that a room of the core may import, beside those of its own platform.
    static let mayImport: [String: Set<String>] = [
        "Support": ["CLoadTesting", "Foundation", "Synchronization"],
        // Where a value of JSON ends is found in C.
        "Data": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree"],
        "Program": ["Foundation", "LoadTestingMacrosFree"],
        // Random instants and swinging rates need logarithm and sine.
        "Schedule": ["Foundation", "LoadTestingMacrosFree"],
        // The histogram is C; scenarios name labels from all loops.
        "Measurement": ["CLoadTesting", "LoadTestingMacrosFree", "Synchronization"],
        "Scenario": ["LoadTestingMacrosFree", "Synchronization"],
        "Exchange": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree", "Synchronization"],
        "Engine": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree", "Synchronization"],
        "Server": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree", "Synchronization"],
        "Statistics": ["Foundation", "LoadTestingMacrosFree"],
        "Metrics": ["LoadTestingMacrosFree"],
        "Verdict": ["LoadTestingMacrosFree"],
        "Report": ["LoadTestingMacrosFree"],
        "Run": [
            "CLoadTesting", "Dispatch", "Foundation", "LoadTestingMacrosFree", "Synchronization",
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
    /// Where a file of the core names a type that its room must not know.
    static func forbiddenNames(in files: [SourceFile]) -> [String] {
        var rooms: [String: String] = [:]
        for file in files { for type in file.types { rooms[type] = file.room } }
        return files.flatMap { file -> [String] in
            let parts = file.room.split(separator: "/").map(String.init)
            guard parts.first == "LoadTestingCore", parts.count == 2 else { return [] }
            guard let allowed = mayName[parts[1]] else {
                return ["\(file.path): DESIGN 3 has no room \(parts[1])"]
            }
            let known = exceptions[parts[1]] ?? []
            return file.namesUsed.subtracting(known).sorted().compactMap { name in
                guard let room = rooms[name], room != file.room, !allowed.contains(room) else {
                    return nil
                }
                return "\(file.path) names \(name) of \(room)"
            }
        }
    }

    /// Rooms that hand over values: the words for them are made in Report.
    private static let wordless: Set = ["LoadTestingCore/Metrics", "LoadTestingCore/Verdict"]

    /// Where a room of values makes a text: a literal with a space, or a formatted number.
    static func words(in files: [SourceFile]) -> [String] {
        files.filter { wordless.contains($0.room) }.flatMap { file in
            file.code.indices.filter { index in
                guard !file.code[index].contains("NumberText") else { return true }
                guard file.code[index].contains("\"") else { return false }
                let parts = file.lines[index].split(
                    separator: "\"", omittingEmptySubsequences: false)
                return parts.enumerated().contains { $0 % 2 == 1 && $1.contains(" ") }
            }.map { "\(file.path):\($0 + 1)" }
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
        let parts = file.room.split(separator: "/").map(String.init)
        switch (parts[0], module) {
        case ("LoadTestingCore", _) where parts.count == 2:
            return mayImport[parts[1]]?.contains(module) ?? false
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

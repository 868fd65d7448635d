/// DESIGN 3 as data: what each room may name and import.
enum RoomRules {
    /// Rooms whose types and members a room of the vocabulary may name, beside its own.
    ///
    /// A plan knows no kind of sampler: HTTP stands behind it.
    static let vocabulary: [String: [String]] = [
        "Units": [],
        "Slots": words("Units"),
        "Replies": words("Units", "Slots"),
        "Feeding": words("Units", "Slots"),
        "Schedules": words("Units"),
        "Expectations": words("Units"),
        "Listeners": words("Units"),
        "Flow": words("Units", "Slots", "Replies", "Feeding"),
        "Plan": words(
            "Units", "Slots", "Feeding", "Schedules", "Expectations", "Flow", "Listeners"),
        "HTTP": words("Units", "Slots", "Replies", "Feeding", "Flow", "Plan"),
    ]

    private static let units = words("Units")
    private static let expectations = words("Units", "Expectations")
    /// Values that are known only while the load runs: slots, rows, replies.
    private static let replies = words("Slots", "Feeding", "Replies")
    /// A plan and what stands in it, whatever kinds of samplers it has.
    private static let flow =
        expectations + replies + words("Flow", "Schedules", "Listeners", "Plan")
    private static let plan = flow + words("HTTP")

    /// Rooms whose types and members a room of the core may name, beside its own.
    ///
    /// A room inside another has a line of its own, or that of the room around it.
    static let mayName: [String: [String]] = [
        "Support": [],
        "Data": core("Support") + flow,
        // A program holds the schedules that its plan asks for. It wires the rooms inside, which
        // know its values and not each other.
        "Program": core("Program/HTTP", "Program/Validation", "Data", "Schedule", "Support") + plan,
        "Program/HTTP": core("Program", "Data", "Support") + plan,
        "Program/Validation": core("Program", "Schedule") + flow,
        "Schedule": core("Support") + flow,
        "Measurement": core("Support"),
        "Scenario": core("Measurement", "Data", "Support") + plan,
        "Exchange": core("Program", "Program/HTTP", "Measurement", "Data", "Support") + replies,
        "Exchange/Curl": core(
            "Exchange", "Program", "Program/HTTP", "Measurement", "Data", "Support") + replies,
        "Engine": core(
            "Program", "Program/HTTP", "Schedule", "Exchange", "Measurement", "Data", "Scenario",
            "Support")
            + replies,
        // Tables of the system; what was seen of a server; the network to it; the server itself.
        "Server/Processes": core("Support"),
        "Server/Observation": core("Server/Processes", "Measurement", "Support") + units,
        "Server/Network": core("Support") + units,
        "Server": core("Server/Processes", "Server/Observation", "Support") + units,
        "Statistics": core("Measurement", "Support") + units,
        "Metrics": core("Measurement", "Statistics") + expectations,
        "Verdict": core("Metrics", "Measurement", "Statistics") + expectations,
        "Report": core("Verdict", "Metrics", "Statistics", "Measurement", "Support") + flow,
        // Runs that others measured, as results of ours.
        "Import": core("Report", "Verdict", "Metrics", "Measurement", "Data", "Support") + flow,
        "Run": core(
            "Support", "Data", "Program", "Program/HTTP", "Schedule", "Measurement", "Exchange",
            "Exchange/Curl", "Engine", "Server", "Server/Observation", "Statistics", "Metrics",
            "Verdict", "Report"
        ) + plan,
    ]

    /// Single names beyond the table, each with its reason.
    static let exceptions: [String: Set<String>] = [
        // What was seen of a server is kept under the name by which a metric asks for it.
        "Measurement": ["ServerSeries"],
        // The URL of a metrics endpoint is shown as a target's.
        "Server/Observation": ["ServerSeries", "ThreadState", "LoadTarget"],
        // A relay is a target, and leads to hosts that may not be loaded just so.
        "Server/Network": [
            "LoadTestError", "LoadTarget", "LoadTargetConvertible", "TargetPolicy", "TrafficRoute",
        ],
        // A server is a target; one that can't be launched is misuse, as a plan that can't run.
        "Server": [
            "LoadTestError", "Problem", "LoadTarget", "LoadTargetConvertible", "SystemUnderTest",
            "AnySystemUnderTest",
        ],
        // Which hosts may be connected to.
        "Exchange/Curl": ["TargetPolicy"],
        // Thrown when the system refuses descriptors for a loop.
        "Engine": ["LoadTestError"],
        // A result says from which number it was drawn, a finding to which line it belongs.
        "Verdict": ["CodeLocation", "Seed"],
    ]

    /// Modules that a room of the core may import, beside those of its own platform.
    static let mayImport: [String: Set<String>] = [
        "Support": ["CLoadTesting", "CLoadTestingSystem", "Foundation", "Synchronization"],
        // Where a value of JSON ends is found in C.
        "Data": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree"],
        "Program": ["LoadTestingMacrosFree"],
        "Program/HTTP": ["Foundation", "LoadTestingMacrosFree"],
        "Program/Validation": ["LoadTestingMacrosFree"],
        // Random instants and swinging rates need logarithm and sine.
        "Schedule": ["Foundation", "LoadTestingMacrosFree"],
        // The histogram is C; scenarios name labels from all loops.
        "Measurement": ["CLoadTesting", "LoadTestingMacrosFree", "Synchronization"],
        "Scenario": ["LoadTestingMacrosFree", "Synchronization"],
        "Exchange": ["LoadTestingMacrosFree", "Synchronization"],
        "Exchange/Curl": ["CLoadTesting", "Foundation", "LoadTestingMacrosFree"],
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
        "Metrics": ["LoadTestingMacrosFree"],
        "Verdict": ["LoadTestingMacrosFree"],
        // Axes of charts are logarithmic, and a page says when its run was.
        "Report": ["Foundation", "LoadTestingMacrosFree"],
        // Bytes are compared.
        "Import": ["Foundation", "LoadTestingMacrosFree"],
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

    private static func words(_ rooms: String...) -> [String] {
        rooms.map { "LoadTestingMacrosFree/\($0)" }
    }
}

extension RoomRules {
    /// The rooms of both targets by their paths, with the rooms that each may name.
    private static let allowed: [String: [String]] = {
        let core = mayName.map { ("LoadTestingCore/\($0)", $1) }
        let words = vocabulary.map { ("LoadTestingMacrosFree/\($0)", $1) }
        return Dictionary(uniqueKeysWithValues: core + words)
    }()

    /// The room that a file belongs to: its folder, or the next one around it that is a room.
    static func room(of file: SourceFile) -> String? {
        var parts = file.folder.split(separator: "/")
        while !parts.isEmpty {
            let path = parts.joined(separator: "/")
            if allowed[path] != nil { return path }
            parts.removeLast()
        }
        return nil
    }

    /// Rooms that may name each other, although none is inside the other.
    static var mutualRooms: [String] {
        allowed.flatMap { room, others in
            others.filter { other in
                room < other && allowed[other]?.contains(room) == true
                    && !other.hasPrefix(room + "/")
            }.map { "\(room) and \($0)" }
        }.sorted()
    }

    /// Uses of a type in a file, or of a member that an extension adds to a type of another room,
    /// of a room that its own must not know.
    static func forbiddenNames(in files: [SourceFile]) -> [String] {
        let owners = owners(in: files)
        return files.flatMap { file -> [String] in
            let parts = file.folder.split(separator: "/").map(String.init)
            guard ["LoadTestingCore", "LoadTestingMacrosFree"].contains(parts.first),
                parts.count > 1
            else { return [] }
            guard let own = room(of: file) else {
                return ["\(file.path): DESIGN 3 has no room \(parts[1])"]
            }
            let known = exceptions[own.split(separator: "/").dropFirst().joined(separator: "/")]
            return file.namesUsed.subtracting(known ?? []).sorted().compactMap { name in
                guard let room = owners[name], room != own, allowed[own]?.contains(room) == false
                else { return nil }
                return "\(file.path) names \(name) of \(room)"
            }
        }
    }

    /// The rooms of types by their full names, and of members that extensions add to types of
    /// another room, as `.member`; of those only names that nothing else of the library has.
    private static func owners(in files: [SourceFile]) -> [String: String] {
        var owners: [String: String] = [:]
        for file in files { for type in file.types { owners[type] = room(of: file) } }
        var declared: [String: Int] = [:]
        for file in files { for name in file.declaredNames { declared[name, default: 0] += 1 } }
        for file in files {
            guard let room = room(of: file) else { continue }
            for (type, name) in file.extensionMembers {
                guard let home = owners[type], home != room else { continue }
                if name.first?.isUppercase == true {
                    owners["\(type).\(name)"] = room
                } else if declared[name] == 1 {
                    owners[".\(name)"] = room
                }
            }
        }
        return owners
    }

    /// Rooms that provide values: the words for them are made in Report.
    private static let wordless: Set = ["LoadTestingCore/Metrics", "LoadTestingCore/Verdict"]

    /// Texts that a room of values makes: a literal with a space, or a formatted number.
    static func prose(in files: [SourceFile]) -> [String] {
        files.filter { room(of: $0).map(wordless.contains) == true }.flatMap { file in
            file.code.indices.filter { index in
                guard !file.code[index].contains("NumberText") else { return true }
                guard file.code[index].contains("\"") else { return false }
                let parts = file.lines[index].split(
                    separator: "\"", omittingEmptySubsequences: false)
                return parts.enumerated().contains { $0 % 2 == 1 && $1.contains(" ") }
            }.map { "\(file.path):\($0 + 1)" }
        }
    }

    /// The imports of modules that a file's target or room must not know.
    static func forbiddenImports(in files: [SourceFile]) -> [String] {
        files.flatMap { file in
            file.imports.filter { !mayImport($0, in: file) }.map { "\(file.path) imports \($0)" }
        }
    }

    private static func mayImport(_ module: String, in file: SourceFile) -> Bool {
        if let ending = platforms[module] { return file.name.hasSuffix(ending) }
        let parts = file.folder.split(separator: "/").map(String.init)
        switch (parts[0], module) {
        case ("LoadTestingCore", _) where parts.count > 1:
            let room = room(of: file)?.split(separator: "/").dropFirst().joined(separator: "/")
            return room.flatMap { mayImport[$0] }?.contains(module) ?? false
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

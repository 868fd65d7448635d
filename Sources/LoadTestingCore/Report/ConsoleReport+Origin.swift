import LoadTestingMacrosFree

/// Time, place and source code of a run.
extension ConsoleReport {
    /// Hosts beyond these are counted.
    private static let listedHosts = 3

    /// The line about them; nothing where none is known.
    var origin: [String] {
        let facts = result.snapshot.facts
        let time =
            facts.startNanoseconds > 0
            ? DateText.utc(nanoseconds: facts.startNanoseconds).replacing("T", with: " ") : nil
        let place = [time, hosts].compactMap(\.self).joined(separator: " ")
        let parts = [
            place.isEmpty ? nil : place,
            facts.commit.map { "commit \($0.prefix(7).description.printable)" },
            facts.generators.contains(where: \.isDebugBuild) ? "debug build" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? [] : ["run        " + parts.joined(separator: ", ")]
    }

    private var hosts: String? {
        let all = result.snapshot.facts.generators
        guard !all.isEmpty else { return nil }
        let shown = all.prefix(Self.listedHosts).map { generator in
            "\(generator.host.printable) (\(NumberText.counted(generator.processors, "processor")),"
                + " \(generator.system.printable))"
        }
        let others = all.count - shown.count
        return "on " + shown.joined(separator: ", ")
            + (others > 0 ? " and \(NumberText.counted(others, "other"))" : "")
    }
}

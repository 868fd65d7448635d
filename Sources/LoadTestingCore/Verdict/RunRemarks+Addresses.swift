import LoadTestingMacrosFree

extension RunRemarks {
    /// Names of which the load did not reach every address all the time.
    var addresses: [String] {
        let names = run.addresses.reduce(into: [String]()) { names, use in
            if !names.contains(use.name) { names.append(use.name) }
        }
        return names.flatMap { name in
            let uses = run.addresses.filter { $0.name == name }
            return [Self.missing(in: uses, of: name), Self.refusing(in: uses, of: name)]
                .compactMap(\.self)
        }
    }

    private static func missing(in uses: [AddressUse], of name: String) -> String? {
        let causes = [
            text(uses.filter { $0.omission == .refused }, "refused"),
            text(uses.filter { $0.omission == .unanswered }, "did not answer"),
            text(
                uses.filter { $0.omission == nil && $0.refusals == 0 && $0.requests == 0 },
                "had no user"),
        ].compactMap(\.self)
        guard !causes.isEmpty else { return nil }
        let loaded = uses.count { $0.requests > 0 }
        return "\(loaded) of \(uses.count) addresses of \(name) were loaded:"
            + " \(causes.joined(separator: "; "))"
    }

    private static func refusing(in uses: [AddressUse], of name: String) -> String? {
        text(uses.filter { $0.refusals > 0 }, "of \(name) refused connections while the load ran")
    }

    private static func text(_ uses: [AddressUse], _ what: String) -> String? {
        uses.isEmpty ? nil : "\(uses.map(\.address).joined(separator: ", ")) \(what)"
    }
}

import LoadTestingMacrosFree

extension RunRemarks {
    /// Names of which the load did not reach every address.
    var addresses: [String] {
        let names = run.addresses.reduce(into: [String]()) { names, use in
            if !names.contains(use.name) { names.append(use.name) }
        }
        return names.compactMap { name in
            let uses = run.addresses.filter { $0.name == name }
            let loaded = uses.filter { $0.requests > 0 }
            let causes = [
                Self.text(uses.filter { $0.omission == .refused }, "refused"),
                Self.text(uses.filter { $0.omission == .unanswered }, "did not answer"),
                Self.text(uses.filter { $0.refusals > 0 }, "refused connections"),
                Self.text(
                    uses.filter { $0.omission == nil && $0.refusals == 0 && $0.requests == 0 },
                    "had no user"),
            ].compactMap(\.self)
            guard !causes.isEmpty else { return nil }
            return "\(loaded.count) of \(uses.count) addresses of \(name) were loaded:"
                + " \(causes.joined(separator: "; "))"
        }
    }

    private static func text(_ uses: [AddressUse], _ what: String) -> String? {
        uses.isEmpty ? nil : "\(uses.map(\.address).joined(separator: ", ")) \(what)"
    }
}

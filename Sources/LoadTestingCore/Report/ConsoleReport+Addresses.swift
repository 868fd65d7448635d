import LoadTestingMacrosFree

extension ConsoleReport {
    /// A line for each address of each name that has several.
    var addresses: [String] {
        result.snapshot.addresses.enumerated().map { index, use in
            (index == 0 ? "addresses  " : "           ")
                + "\(use.name.printable): \(use.address) \(Self.text(of: use))"
        }
    }

    private static func text(of use: AddressUse) -> String {
        switch use.omission {
        case .refused: return "refused before the load and was left out"
        case .unanswered: return "did not answer before the load and was left out"
        case nil: break
        }
        var parts = [
            use.requests == 0
                ? "no requests" : NumberText.counted(Int(clamping: use.requests), "request")
        ]
        if use.failed > 0 { parts.append("\(NumberText.grouped(use.failed)) failed") }
        if use.refusals > 0 {
            let refused = NumberText.counted(Int(clamping: use.refusals), "connection")
            parts.append("refused \(refused)")
        }
        return parts.joined(separator: ", ")
    }
}

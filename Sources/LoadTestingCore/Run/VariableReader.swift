import LoadTestingMacrosFree

/// Reads variables of the environment and collects their problems.
struct VariableReader {
    var problems: [LoadTestError.Problem] = []
    private let variables: [String: String]
    private var known: Set<String> = []

    init(_ variables: [String: String]) { self.variables = variables }

    /// On or off; `nil` for a variable that is unset or empty, or has another value.
    mutating func toggle(_ name: String) -> Bool? {
        guard let text = text(of: name) else { return nil }
        switch text.lowercased() {
        case "on", "1", "true", "yes": return true
        case "off", "0", "false", "no": return false
        default:
            refuse(name, text, "use on or off, or unset it")
            return nil
        }
    }

    /// A port: 1024 to 65535, on for the default one; `nil` for a variable that is unset or empty,
    /// off, or has another value.
    mutating func port(_ name: String, default port: Int) -> Int? {
        guard let text = text(of: name) else { return nil }
        if let number = Int(text), (1_024...65_535).contains(number) { return number }
        switch text.lowercased() {
        case "on", "1", "true", "yes": return port
        case "off", "0", "false", "no": return nil
        default:
            refuse(name, text, "use on, off or a port from 1024 to 65535")
            return nil
        }
    }

    /// Whether the first of two words is chosen; `nil` for a variable that is unset or empty, or
    /// has another value.
    mutating func choice(_ name: String, _ first: String, _ second: String) -> Bool? {
        guard let text = text(of: name) else { return nil }
        let word = text.lowercased()
        guard word == first || word == second else {
            refuse(name, text, "use \(first) or \(second), or unset it")
            return nil
        }
        return word == first
    }

    /// A number in a range; `nil` for a variable that is unset or empty, or no such number.
    mutating func number(
        _ name: String, _ remedy: String, isValid: (Double) -> Bool
    ) -> Double? {
        guard let text = text(of: name) else { return nil }
        if let number = Double(text), isValid(number) { return number }
        refuse(name, text, remedy)
        return nil
    }

    /// Names with our prefix that were not read.
    var unknown: [String] {
        variables.keys.filter { $0.hasPrefix("LOADTESTING") && !known.contains($0) }.sorted()
    }

    /// A text; `nil` for a variable that is unset or empty.
    mutating func text(of name: String) -> String? {
        known.insert(name)
        return variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private mutating func refuse(_ name: String, _ text: String, _ remedy: String) {
        problems.append(
            .init(
                .invalidEnvironment, "\(name) is \"\(text.printable(upTo: 120))\"",
                remedy: remedy))
    }
}

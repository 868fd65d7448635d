import LoadTestingMacrosFree

/// An interval of a run as backends are told of it: rows by label, and all requests together.
package struct BackendInterval: Sendable {
    /// The measurements of a label.
    package struct Row: Sendable {
        package var name: String
        package var isTransaction: Bool
        package var label: LabelSnapshot
    }

    /// The start of the interval, nanoseconds since 1970.
    package var startNanoseconds: Int64
    /// Its length: whole seconds.
    package var seconds: Int
    /// Labels that were seen.
    package var rows: [Row] = []
    /// All requests.
    package var total = LabelSnapshot()
    package var users = BackendUsers()

    package init(startNanoseconds: Int64, seconds: Int) {
        self.startNanoseconds = startNanoseconds
        self.seconds = seconds
    }

    /// Takes the measurements of each label.
    ///
    /// - Parameters:
    ///   - names: the labels by number.
    ///   - kinds: their kinds by number.
    package mutating func take(
        _ labels: PackedLabels, names: [String], kinds: [SampleRow.Kind]
    ) {
        labels.forEach(counters: [.init(.okResponse), .init(.failedResponse)]) { number, label in
            let isTransaction = kinds[number] == .transaction
            rows.append(
                Row(name: Self.free(names[number]), isTransaction: isTransaction, label: label))
            if !isTransaction { total.merge(label) }
        }
    }

    /// The name under which backends know all requests.
    package static let all = "all"

    /// A label that is none of the names by which backends know other things.
    private static func free(_ label: String) -> String {
        [all, "internal", "test"].contains(label) ? "\(label)_" : label
    }

    /// Successful requests a second.
    package var throughput: Double { Double(total.succeeded) / Double(max(1, seconds)) }
}

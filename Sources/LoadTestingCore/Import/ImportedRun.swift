package import LoadTestingMacrosFree

/// A run that was read from JTL files: what JMeter and its kin leave behind.
package struct ImportedRun: Sendable {
    /// The rows that one file gave, and those that were skipped.
    package struct File: Sendable {
        package var name: String
        package var rows: Int
        var skips: JTLSkips
    }

    /// The measurements; there is no load generator in them.
    package let snapshot: RunSnapshot
    package let files: [File]
    /// The samples that JMeter's percentiles are of, by label.
    let windows: [StatisticWindow]
    let allWindow: StatisticWindow

    /// Reads files as one run.
    ///
    /// A JTL knows no instant at which a request was due: it counts as due when it started, so that
    /// its response time is its service time.
    ///
    /// - Parameter paths: at least one.
    /// - Throws: `Problem` for a file that can't be read, is no JTL, or has no usable row.
    package init(_ paths: [String]) throws(Problem) {
        var (measurement, files) = try Self.measure(paths, from: nil)
        if measurement.beganEarlier {
            (measurement, files) = try Self.measure(paths, from: measurement.earliest)
        }
        guard measurement.rows > 0 else {
            throw Problem(
                "\(files.map(\.name).joined(separator: ", ")) holds empty transactions alone",
                remedy: "name a JTL with samples")
        }
        self.files = files
        windows = measurement.windows
        allWindow = measurement.allWindow
        var snapshot = measurement.finish()
        snapshot.facts.isImported = true
        snapshot.facts.name = files.map { $0.name.lastPathPart }.joined(separator: ", ")
        snapshot.facts.target = measurement.firstURL.origin
        self.snapshot = snapshot
    }

    private static func measure(
        _ paths: [String], from zero: Int64?
    ) throws(Problem) -> (ImportMeasurement, [File]) {
        let measurement = ImportMeasurement(zero: zero)
        var files: [File] = []
        for path in paths {
            var reader = try JTLReader(path)
            try reader.read { measurement.add($0) }
            files.append(File(name: path.printable, rows: reader.rows, skips: reader.skips))
        }
        return (measurement, files)
    }

    /// The result, with what was skipped as its notes.
    ///
    /// - Parameter budgets: to be judged. Default: none.
    package func result(budgets: [Budget] = []) -> LoadTestResult {
        LoadTestResult(
            snapshot, budgets: budgets, plannedUsers: snapshot.facts.plannedUsers,
            notes: notes)
    }
}

extension String {
    fileprivate var lastPathPart: String { split(separator: "/").last.map(String.init) ?? self }

    /// Scheme, host and port of a URL, without user info; empty for another text.
    fileprivate var origin: String {
        guard let colon = firstIndex(of: ":"), self[colon...].hasPrefix("://") else { return "" }
        let start = index(colon, offsetBy: 3)
        let authority = self[start...].prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return (self[..<start] + host).printable(upTo: 200)
    }
}

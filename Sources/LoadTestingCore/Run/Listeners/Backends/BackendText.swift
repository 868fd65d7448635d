import LoadTestingMacrosFree

/// The words in which a backend is told of a run.
protocol BackendText: Sendable {
    /// The start of the load.
    func start(at nanoseconds: Int64) -> String
    /// An interval.
    func lines(of interval: BackendInterval) -> String
    /// The end of the load.
    func end(at nanoseconds: Int64) -> String
}

extension BackendText {
    func start(at nanoseconds: Int64) -> String { "" }
    func end(at nanoseconds: Int64) -> String { "" }
}

extension InfluxText: BackendText {
    func start(at nanoseconds: Int64) -> String { event("started", at: nanoseconds) }
    func end(at nanoseconds: Int64) -> String { event("ended", at: nanoseconds) }
}

extension GraphiteText: BackendText {}

extension StatsDText: BackendText {}

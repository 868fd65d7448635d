extension LoadTestResult {
    /// The course of the run: what was measured in each interval, in the order of time, those of
    /// the stated warm-up too.
    ///
    /// An interval is a second; of runs of more than 600, and of very many labels, neighbours are
    /// joined. Of several runs it is the course of the one that is shown.
    public var intervals: [RunInterval] {
        snapshot.intervals.indices.map { RunInterval(snapshot, $0) }
    }

    /// The server under test as it was observed; `nil` where it was not known to the test.
    public var server: ObservedServer? { ObservedServer(snapshot) }
}

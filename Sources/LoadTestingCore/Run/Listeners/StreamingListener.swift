/// A listener that follows one run's load while it goes on.
protocol StreamingListener: Sendable {
    /// The stream of samples that it takes; `nil` where it takes none.
    var samples: SampleStream? { get }
    /// The feed of seconds that it takes; `nil` where it takes none.
    var seconds: SecondFeed? { get }

    /// The load starts.
    ///
    /// - Parameter startNanoseconds: the start of the run, nanoseconds since 1970.
    func begin(_ startNanoseconds: Int64)

    /// Completes the file once the streams have ended.
    ///
    /// - Returns: notes for the report, such as that the disk is full.
    func finish() async -> [String]
}

extension StreamingListener {
    var samples: SampleStream? { nil }
    var seconds: SecondFeed? { nil }
}

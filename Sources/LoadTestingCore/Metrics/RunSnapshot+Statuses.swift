extension RunSnapshot {
    /// The counts of the judged answers by status.
    ///
    /// - Parameter label: the label of the requests; `nil` for all. An unknown one has none.
    func statuses(of label: String? = nil) -> [Int: UInt64] {
        sum(of: label, over: judgedIntervals)?.statuses ?? [:]
    }
}
